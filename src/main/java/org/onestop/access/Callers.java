package org.onestop.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who calls from the token, whoever issued it. */
@ApplicationScoped
public class Callers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecurityIdentity identity;
    private final String clientIdClaim;

    /** As long as a token is remembered, so is who sends it: by the token itself, not by what it equals. */
    private final Cache<JsonWebToken, Caller> known = Caffeine.newBuilder().weakKeys().build();

    Callers(SecurityIdentity identity, @ConfigProperty(name = "onestop.token.client-id-claim") String clientIdClaim) {
        this.identity = identity;
        this.clientIdClaim = clientIdClaim;
    }

    /** Who makes the present request. */
    public Caller current() {
        return of(identity).orElseThrow(UnauthorizedException::new);
    }

    /** Who somebody is; empty where there is no token, or one that names no client. */
    Optional<Caller> of(SecurityIdentity who) {
        return who.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(known.get(token, each -> read(each, who.getRoles())))
                : Optional.empty();
    }

    private Caller read(JsonWebToken token, Set<String> roles) {
        JsonNode claims = claims(token);
        String clientId = text(claims, clientIdClaim);
        if (clientId == null) {
            return null;
        }
        String subject = text(claims, "sub");
        return new Caller(
                clientId,
                subject == null ? clientId : subject,
                roles,
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

    /** A claim that is no text, or a text with characters that no column could hold, is none. */
    private static String text(JsonNode claims, String claim) {
        String value = claims.path(claim).textValue();
        return value != null && !value.isBlank() && value.codePoints().allMatch(Callers::isStorable) ? value : null;
    }

    private static boolean isStorable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
