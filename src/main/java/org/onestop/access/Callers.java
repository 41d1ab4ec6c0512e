package org.onestop.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who calls from the token, whoever issued it. */
@ApplicationScoped
public class Callers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecurityIdentity identity;
    private final String clientIdClaim;

    Callers(SecurityIdentity identity, @ConfigProperty(name = "onestop.token.client-id-claim") String clientIdClaim) {
        this.identity = identity;
        this.clientIdClaim = clientIdClaim;
    }

    /** Who makes the present request. */
    public Caller current() {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new UnauthorizedException();
        }
        JsonNode claims = claims(token);
        String clientId = text(claims, clientIdClaim);
        if (clientId == null) {
            throw new UnauthorizedException();
        }
        return new Caller(
                clientId,
                token.getSubject() == null ? clientId : token.getSubject(),
                identity.getRoles(),
                text(claims, "hospital_code"),
                text(claims, "level"),
                text(claims, "department"),
                text(claims, "area"));
    }

    /**
     * What the token says, whose signature has been verified. Asked for a claim of ours, the library throws and catches
     * an exception, each time anew; reading them all costs less than one of those.
     */
    private static JsonNode claims(JsonWebToken token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.getRawToken().split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("a verified token is not JSON", e);
        }
    }

    private static String text(JsonNode claims, String claim) {
        String value = claims.path(claim).asText();
        return value.isBlank() ? null : value;
    }
}
