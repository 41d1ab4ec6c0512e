package org.onestop.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.onestop.idempotency.BoundKey;
import org.onestop.idempotency.IdempotencyKeys;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/**
 * Tells a hospital that lost an answer what became of its request, and makes sure that nothing more will come of it
 * where it wishes so.
 */
@ApplicationScoped
class InquiryService {

    static final String SETTLEMENT_OPERATION = "SETTLEMENT";

    /** How long a fence waits for a running original, and how long a mere question does. */
    private static final String FENCE_PATIENCE = "2s";

    private static final String QUESTION_PATIENCE = "50ms";

    private final SettlementDatabase database;
    private final StoredAnswers answers;
    private final ReversalTransaction reversals;
    private final BusinessClock clock;

    InquiryService(
            SettlementDatabase database, StoredAnswers answers, ReversalTransaction reversals, BusinessClock clock) {
        this.database = database;
        this.answers = answers;
        this.reversals = reversals;
        this.clock = clock;
    }

    /** What became of a request. */
    enum State {
        /** No trace of it; without a fence this proves nothing. */
        UNKNOWN,
        /** It never came, and never can any more. */
        FENCED,
        /** It may still commit. */
        IN_PROGRESS,
        /** It settled, and stands. */
        SETTLED,
        /** It settled, and was undone. */
        REVERSED
    }

    /**
     * What an inquiry answers.
     *
     * @param settlement the first answer, unchanged; null unless SETTLED or REVERSED
     */
    record Finding(State state, @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue String settlement) {

        static Finding of(State state) {
            return new Finding(state, null);
        }
    }

    /** Looks a key up, and burns it in the same step where that is wished and nothing has bound it. */
    Finding inquire(String clientId, String key, boolean fence) {
        return fence ? fence(clientId, key) : question(clientId, key);
    }

    /**
     * Sees to it that a request has no effect: what was settled is reversed, what never came is refused for ever.
     *
     * @throws org.onestop.refusal.RefusedException as the reversal of what was settled
     */
    Finding withdraw(String clientId, String hospitalCode, String key) {
        Finding found = fence(clientId, key);
        if (found.state() != State.SETTLED) {
            return found;
        }
        StoredSettlement settlement = settlement(clientId, key);
        try {
            reversals.reverse(new ReversalTransaction.Request(
                    clientId, hospitalCode, settlement.id(), "撤回 withdrawal", null, null));
        } catch (org.onestop.refusal.RefusedException refused) {
            // Somebody else undid it in between: that is what was wished.
            if (refused.refusal().code() != RefusalCode.ALREADY_REVERSED) {
                throw refused;
            }
        }
        return new Finding(State.REVERSED, found.settlement());
    }

    private Finding fence(String clientId, String key) {
        IdempotencyKeys.Fence fence = database.transaction(
                connection -> IdempotencyKeys.fence(connection, clientId, key, clock.now(), FENCE_PATIENCE));
        return switch (fence) {
            case PLACED -> Finding.of(State.FENCED);
            case IN_PROGRESS -> Finding.of(State.IN_PROGRESS);
            case BOUND -> bound(clientId, key);
        };
    }

    /** Asks as a fence would, and takes it back: only so is a request seen that has not committed yet. */
    private Finding question(String clientId, String key) {
        IdempotencyKeys.Fence fence = database.statements(connection -> {
            connection.setAutoCommit(false);
            try {
                return IdempotencyKeys.fence(connection, clientId, key, clock.now(), QUESTION_PATIENCE);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
        return switch (fence) {
            case PLACED -> Finding.of(State.UNKNOWN);
            case IN_PROGRESS -> Finding.of(State.IN_PROGRESS);
            case BOUND -> bound(clientId, key);
        };
    }

    private Finding bound(String clientId, String key) {
        return database.statements(connection -> {
            BoundKey bound = find(connection, clientId, key).orElseThrow();
            if (bound.isFence()) {
                return Finding.of(State.FENCED);
            }
            StoredSettlement stored = stored(connection, bound);
            String first = new String(answers.first(connection, stored), StandardCharsets.UTF_8);
            return new Finding(stored.stands() ? State.SETTLED : State.REVERSED, first);
        });
    }

    private StoredSettlement settlement(String clientId, String key) {
        return database.statements(
                connection -> stored(connection, find(connection, clientId, key).orElseThrow()));
    }

    private static Optional<BoundKey> find(Connection connection, String clientId, String key) throws SQLException {
        return IdempotencyKeys.find(connection, clientId, key);
    }

    /** A key that bound something other than a settlement can't be asked about here. */
    private static StoredSettlement stored(Connection connection, BoundKey bound) throws SQLException {
        if (!SETTLEMENT_OPERATION.equals(bound.operation())) {
            throw Refusal.of(RefusalCode.IDEMPOTENCY_KEY_REUSED).asException();
        }
        return SettlementReader.byId(connection, bound.subject()).orElseThrow();
    }
}
