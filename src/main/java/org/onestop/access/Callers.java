package org.onestop.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who calls from the token, whoever issued it. */
@ApplicationScoped
public class Callers {

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
        String clientId = text(token, clientIdClaim);
        if (clientId == null) {
            throw new UnauthorizedException();
        }
        return new Caller(
                clientId,
                token.getSubject() == null ? clientId : token.getSubject(),
                identity.getRoles(),
                text(token, "hospital_code"),
                text(token, "level"),
                text(token, "department"),
                text(token, "area"));
    }

    private static String text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}
