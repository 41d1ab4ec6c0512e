package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Settles and previews bills. Retries stand here, outside of every transaction; what runs in one stands in
 * {@link SettlementTransaction}.
 */
@ApplicationScoped
class SettlementService {

    /** More at once would only wait for the pool's connections. */
    private static final int AT_ONCE = 64;

    private static final int RETRIES = 4;

    private final SettlementTransaction transaction;

    SettlementService(SettlementTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Settles a bill, once for its key.
     *
     * @throws org.onestop.refusal.RefusedException with the first refusal in order of precedence
     * @throws LostRaceException if others were faster every time; nothing was written
     */
    @Bulkhead(AT_ONCE)
    @Retry(
            retryOn = LostRaceException.class,
            maxRetries = RETRIES,
            delay = 5,
            delayUnit = ChronoUnit.MILLIS,
            jitter = 5,
            jitterDelayUnit = ChronoUnit.MILLIS)
    Answer settle(SettleRequest request) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                return transaction.optimistic(request);
            } catch (LostRaceException lost) {
                // Look again: the winner may have settled this very bill, or have moved the person's year.
            }
        }
        return transaction.locked(request);
    }

    /** What would be settled if the bill were sent now; changes nothing. */
    @Bulkhead(AT_ONCE)
    SettlementAnswer preview(SettleRequest request) {
        return transaction.preview(request);
    }
}
