package org.onestop.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import org.onestop.time.BusinessClock;

/**
 * Remembers for a short while which tokens have been verified: a hospital's system sends the same one with each bill, and
 * verifying it costs as much as adjudicating the bill. A token is good no longer than it says itself; what was refused is
 * never remembered.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {

    /** Also how long a verification key that was taken away may still let somebody in. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int AT_MOST = 10_000;

    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, JWTCallerPrincipal> verified =
            Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterWrite(REMEMBERED).build();
    private final BusinessClock clock;

    VerifiedTokens(BusinessClock clock) {
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo terms) throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known != null && known.getExpirationTime() > clock.now().toEpochSecond()) {
            return known;
        }
        JWTCallerPrincipal principal = verifying.parse(token, terms);
        verified.put(token, principal);
        return principal;
    }
}
