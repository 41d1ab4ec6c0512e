package org.onestop.access;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import io.smallrye.jwt.util.ResourceUtils;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onestop.start.StartRefusedException;

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
        this.key = key(keyLocation);
    }

    private static PrivateKey key(String location) {
        try {
            String pem = ResourceUtils.readResource(location);
            if (pem != null) {
                return KeyUtils.decodePrivateKey(pem);
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // Told below; what the key's file holds must not get into a message.
        }
        throw new StartRefusedException(
                "SMALLRYE_JWT_SIGN_KEY_LOCATION指定的不是可读的私钥 names no readable private key: " + location);
    }

    /** Made when the service starts, so that a missing or unreadable key refuses the start and not the first caller. */
    void beReady(@Observes StartupEvent started) {}

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
