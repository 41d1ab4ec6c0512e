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
        String subject = text(token, "sub");
        return new Caller(
                clientId,
                subject == null ? clientId : subject,
                identity.getRoles(),
                text(token, "hospital_code"),
                text(token, "level"),
                text(token, "department"),
                text(token, "area"));
    }

    /** A claim that is no text, or a text with characters that no column could hold, is none. */
    private static String text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value instanceof String text && !text.isBlank() && text.codePoints().allMatch(Callers::isStorable)
                ? text
                : null;
    }

    private static boolean isStorable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
