package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.onestop.http.IdempotencyKey;
import org.onestop.journal.Refusals;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusedException;
import org.onestop.time.BusinessClock;

/** Runs what changes state, and keeps a record of each refusal. */
@ApplicationScoped
public class RefusalAudit {

    private static final Logger LOG = Logger.getLogger(RefusalAudit.class);
    private static final int UNAVAILABLE = 503;

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
            record(operation, headers, refused.refusal());
            throw refused;
        }
    }

    /**
     * That a request was not taken, or that its outcome is not known, is said even where it can't be written down: a
     * database that is gone takes the record with it, and the caller must not read a failure into that.
     */
    private void record(String operation, HttpHeaders headers, Refusal refusal) {
        Caller caller = callers.identified();
        try {
            refusals.append(
                    new Refusals.Request(
                            clock.now(),
                            caller.clientId(),
                            caller.hospitalCode(),
                            operation,
                            IdempotencyKey.readable(headers)),
                    refusal);
        } catch (RuntimeException unrecorded) {
            if (refusal.code().status() != UNAVAILABLE) {
                throw unrecorded;
            }
            LOG.warnf("%s could not be recorded: %s", refusal.code().code(), unrecorded.getMessage());
        }
    }
}
