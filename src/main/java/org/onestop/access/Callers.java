package org.onestop.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
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
    private final Authorisation authorisation;
    private final String clientIdClaim;

    /** As long as a token is remembered, so is who sends it: by the token itself, not by what it equals. */
    private final Cache<JsonWebToken, Known> known = Caffeine.newBuilder().weakKeys().build();

    Callers(
            SecurityIdentity identity,
            Authorisation authorisation,
            @ConfigProperty(name = "onestop.token.client-id-claim") String clientIdClaim) {
        this.identity = identity;
        this.authorisation = authorisation;
        this.clientIdClaim = clientIdClaim;
    }

    /**
     * Who makes the present request, and may.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or binding-missing
     */
    public Caller current() {
        Caller caller = identified();
        authorisation.require(caller);
        return caller;
    }

    /** Who makes the present request, whether it may or not; for the record of what was refused. */
    Caller identified() {
        return known(identity).caller();
    }

    /**
     * Who an identity is.
     *
     * @param boundTo what the token may be used with alone, a certificate's digest for one; null for a token of whoever
     *     bears it
     */
    record Known(Caller caller, String boundTo) {

        /** Whether the token may come over a connection. */
        boolean isAtHome(HttpServerRequest request) {
            return boundTo == null
                    || Thumbprint.shown(request).map(Thumbprint::text).filter(boundTo::equals).isPresent();
        }
    }

    /** Who an identity is, and over which connections. */
    Known known(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new UnauthorizedException();
        }
        return known.get(token, each -> read(each, identity));
    }

    private Known read(JsonWebToken token, SecurityIdentity identity) {
        JsonNode claims = claims(token);
        String clientId = text(claims, clientIdClaim);
        if (clientId == null) {
            throw new UnauthorizedException();
        }
        String subject = text(claims, "sub");
        Caller caller = new Caller(
                clientId,
                subject == null ? clientId : subject,
                identity.getRoles(),
                text(claims, "hospital_code"),
                text(claims, "level"),
                text(claims, "department"),
                text(claims, "area"));
        return new Known(caller, boundTo(claims));
    }

    /** A binding of a kind that is not known here is to nothing that anybody could show. */
    private static String boundTo(JsonNode claims) {
        JsonNode confirmation = claims.path("cnf");
        return confirmation.isMissingNode() ? null : confirmation.path("x5t#S256").asText();
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
