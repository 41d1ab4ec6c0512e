package org.onestop.access;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issues short signed tokens (JWT, RS256) to clients. */
@ApplicationScoped
class Tokens {

    private static final String AUDIENCE = "onestop";

    private final PrivateKey key;
    private final String issuer;
    private final Duration lifetime;

    Tokens(
            @ConfigProperty(name = "smallrye.jwt.sign.key.location") String keyLocation,
            @ConfigProperty(name = "onestop.token.issuer") String issuer,
            @ConfigProperty(name = "onestop.token.lifetime") Duration lifetime) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        try {
            this.key = KeyUtils.readPrivateKey(keyLocation);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("smallrye.jwt.sign.key.location names no readable private key", e);
        }
    }

    Duration lifetime() {
        return lifetime;
    }

    String issue(ClientEntity client) {
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .audience(AUDIENCE)
                .subject(client.clientId)
                .claim("client_id", client.clientId)
                .groups(client.role)
                .expiresIn(lifetime);
        claim(claims, "hospital_code", client.hospitalCode);
        claim(claims, "level", client.level);
        claim(claims, "department", client.department);
        claim(claims, "area", client.area);
        return claims.sign(key);
    }

    private static void claim(JwtClaimsBuilder claims, String name, String value) {
        if (value != null) {
            claims.claim(name, value);
        }
    }
}
