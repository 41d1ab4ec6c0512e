package org.onestop.access;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import io.smallrye.jwt.util.ResourceUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onestop.start.StartRefusedException;

/** Issues short signed tokens (JWT, RS256) to clients. */
@ApplicationScoped
class Tokens {

    private static final String AUDIENCE = "onestop";

    private final PrivateKey key;
    private final String keyId;
    private final String issuer;
    private final Duration lifetime;

    Tokens(
            @ConfigProperty(name = "smallrye.jwt.sign.key.location") String keyLocation,
            @ConfigProperty(name = "onestop.token.issuer") String issuer,
            @ConfigProperty(name = "onestop.token.lifetime") Duration lifetime) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.key = key(keyLocation);
        this.keyId = key instanceof RSAPrivateCrtKey pair
                ? SigningKeyId.of(pair.getModulus(), pair.getPublicExponent())
                : null;
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

    /**
     * A token is issued and read when the service starts, so that keys which can't be used refuse the start and not the
     * first caller. Where others issue the tokens, their key is not this one's pair, and is fetched when it is needed.
     */
    void beReady(
            @Observes StartupEvent started,
            Instance<JWTParser> reader,
            @ConfigProperty(name = "mp.jwt.verify.issuer") String trusted,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") String location) {
        if (!trusted.equals(issuer) || location.startsWith("http")) {
            return;
        }
        try {
            reader.get().parse(sign(token("start")));
        } catch (ParseException | DeploymentException e) {
            throw new StartRefusedException("MP_JWT_VERIFY_PUBLICKEY_LOCATION指定的不是可读的公钥,或与签名私钥不成对"
                    + " names no readable public key, or not that of the signing key: " + location, e);
        }
    }

    Duration lifetime() {
        return lifetime;
    }

    String issue(ClientEntity client) {
        JwtClaimsBuilder claims = token(client.clientId).claim("client_id", client.clientId).groups(client.role);
        claim(claims, "hospital_code", client.hospitalCode);
        claim(claims, "level", client.level);
        claim(claims, "department", client.department);
        claim(claims, "area", client.area);
        return sign(claims);
    }

    /** A key that names itself can be exchanged for another while tokens of both are about. */
    private String sign(JwtClaimsBuilder claims) {
        return keyId == null ? claims.sign(key) : claims.jws().keyId(keyId).sign(key);
    }

    private JwtClaimsBuilder token(String subject) {
        return Jwt.issuer(issuer).audience(AUDIENCE).subject(subject).expiresIn(lifetime);
    }

    private static void claim(JwtClaimsBuilder claims, String name, String value) {
        if (value != null) {
            claims.claim(name, value);
        }
    }
}
