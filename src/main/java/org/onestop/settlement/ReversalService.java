package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Reverses settlements; retries stand here, outside of the transaction. */
@ApplicationScoped
class ReversalService {

    private static final int AT_ONCE = 32;
    private static final int RETRIES = 3;

    private final ReversalTransaction transaction;

    ReversalService(ReversalTransaction transaction) {
        this.transaction = transaction;
    }

    @Bulkhead(AT_ONCE)
    @Retry(
            retryOn = LostRaceException.class,
            maxRetries = RETRIES,
            delay = 5,
            delayUnit = ChronoUnit.MILLIS,
            jitter = 5,
            jitterDelayUnit = ChronoUnit.MILLIS)
    Answer reverse(ReversalTransaction.Request request) {
        return transaction.reverse(request);
    }
}
