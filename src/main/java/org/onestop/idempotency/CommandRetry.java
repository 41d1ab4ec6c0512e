package org.onestop.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jboss.logging.Logger;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Repeats a command's transaction where it lost against another; retries stand here, outside of every transaction. */
@ApplicationScoped
class CommandRetry {

    private static final Logger LOG = Logger.getLogger(CommandRetry.class);
    private static final int AT_ONCE = 32;
    private static final int RETRIES = 4;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String EXCLUSION_VIOLATION = "23P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION_FAILURE = "40001";

    private final CommandTransaction transaction;

    CommandRetry(CommandTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Runs a command once for its key.
     *
     * @throws RefusedException as the work does; as a guard of the database means it; request-in-progress where the
     *     command's key is held longer than a request waits; outcome-unknown where the connection was lost
     */
    @Bulkhead(AT_ONCE)
    @Retry(
            retryOn = CommandLostRaceException.class,
            maxRetries = RETRIES,
            delay = 5,
            delayUnit = ChronoUnit.MILLIS,
            jitter = 5,
            jitterDelayUnit = ChronoUnit.MILLIS)
    CommandTransaction.Answer run(CommandTransaction.Request request, Supplier<Commands.Made> work) {
        try {
            return transaction.run(request, work);
        } catch (RefusedException refused) {
            throw refused;
        } catch (RuntimeException e) {
            throw explained(request.kind(), e);
        }
    }

    private static RuntimeException explained(Commands.Kind kind, RuntimeException fault) {
        SQLException cause = sql(fault);
        if (cause == null || cause.getSQLState() == null) {
            return fault;
        }
        String state = cause.getSQLState();
        return switch (state) {
            case UNIQUE_VIOLATION, EXCLUSION_VIOLATION -> guarded(kind, cause, fault);
            case DEADLOCK, SERIALIZATION_FAILURE -> new CommandLostRaceException(state, null);
            case LOCK_NOT_AVAILABLE -> Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
            default -> lostConnection(state, fault);
        };
    }

    /** The work looks before it writes: where a guard catches it nevertheless, somebody else wrote in between. */
    private static RuntimeException guarded(Commands.Kind kind, SQLException cause, RuntimeException fault) {
        ServerErrorMessage told = cause instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String constraint = told == null ? null : told.getConstraint();
        RefusalCode meant = constraint == null ? null : kind.guards().get(constraint);
        return meant == null
                ? new CommandLostRaceException(String.valueOf(constraint), fault)
                : Refusal.of(meant).asException();
    }

    private static RuntimeException lostConnection(String state, RuntimeException fault) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            LOG.error("the connection to the database was lost", fault);
            return Refusal.of(RefusalCode.OUTCOME_UNKNOWN).asException();
        }
        return fault;
    }

    /** A commit that fails hides its cause among what the transaction manager has suppressed. */
    private static SQLException sql(Throwable fault) {
        if (fault instanceof SQLException sql) {
            return sql.getNextException() != null && sql.getNextException().getSQLState() != null
                    ? sql.getNextException()
                    : sql;
        }
        return Stream.concat(Stream.ofNullable(fault.getCause()), Stream.of(fault.getSuppressed()))
                .map(CommandRetry::sql)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
