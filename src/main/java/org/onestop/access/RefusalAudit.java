package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;
import org.onestop.http.IdempotencyKey;
import org.onestop.journal.Refusals;
import org.onestop.refusal.RefusedException;
import org.onestop.time.BusinessClock;

/** Runs what changes state, and keeps a record of each refusal. */
@ApplicationScoped
public class RefusalAudit {

    private final Refusals refusals;
    private final Callers callers;
    private final BusinessClock clock;

    RefusalAudit(Refusals refusals, Callers callers, BusinessClock clock) {
        this.refusals = refusals;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * Runs an operation.
     *
     * @param operation its name in the record
     * @throws RefusedException as the operation did, after the refusal has been recorded
     */
    public <T> T run(String operation, HttpHeaders headers, Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException refused) {
            Caller caller = callers.current();
            refusals.append(
                    new Refusals.Request(
                            clock.now(),
                            caller.clientId(),
                            caller.hospitalCode(),
                            operation,
                            IdempotencyKey.readable(headers)),
                    refused.refusal());
            throw refused;
        }
    }
}
