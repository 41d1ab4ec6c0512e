package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.adjudication.Accumulators;
import org.onestop.bill.AccumulatorsView;
import org.onestop.bill.SplitView;
import org.onestop.idempotency.BoundKey;
import org.onestop.idempotency.IdempotencyKeys;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Undoes a settlement, newest first, in one transaction that holds the lock on the person's year. */
@ApplicationScoped
class ReversalTransaction {

    private final SettlementDatabase database;
    private final StoredAnswers answers;
    private final Documents documents;
    private final Instance<SettlementObserver> observers;
    private final BusinessClock clock;

    ReversalTransaction(
            SettlementDatabase database,
            StoredAnswers answers,
            Documents documents,
            Instance<SettlementObserver> observers,
            BusinessClock clock) {
        this.database = database;
        this.answers = answers;
        this.documents = documents;
        this.observers = observers;
        this.clock = clock;
    }

    /**
     * A wish to undo a settlement.
     *
     * @param hospitalCode of the caller; another hospital's settlement is not there for it
     * @param settlement   null where the request names none that there could be
     * @param key          idempotency key; null for a withdrawal
     * @param fingerprint  of the request; null for a withdrawal
     */
    record Request(
            String clientId, String hospitalCode, UUID settlement, String reason, String key, byte[] fingerprint) {}

    Answer reverse(Request request) {
        return database.transaction(connection -> reverse(connection, request));
    }

    private Answer reverse(Connection connection, Request request) throws SQLException {
        Optional<Answer> before = replayed(connection, request);
        if (before.isPresent()) {
            return before.get();
        }
        StoredSettlement settlement = owned(connection, request);
        AccumulatorState year = lockYear(connection, settlement);
        // Whoever held the lock may have been this very request, or may have undone the settlement.
        before = replayed(connection, request);
        if (before.isPresent()) {
            return before.get();
        }
        settlement = owned(connection, request);
        refuseIfReversed(settlement);
        refuseIfNewerStand(connection, settlement);
        ReversalRecord record = record(request, settlement, year);
        ReversalWriter.write(connection, record);
        if (settlement.mutualAidExpected().isPositive()) {
            SettlementObserver.Reversed reversed = new SettlementObserver.Reversed(
                    settlement.id(), request.reason(), record.reversedAt().toLocalDate(), request.clientId());
            for (SettlementObserver observer : observers) {
                observer.reversed(connection, reversed);
            }
        }
        return new Answer(record.id(), documents.reversal(record.answer(), record.digest()), false);
    }

    private Optional<Answer> replayed(Connection connection, Request request) throws SQLException {
        if (request.key() == null) {
            return Optional.empty();
        }
        Optional<BoundKey> bound = IdempotencyKeys.find(connection, request.clientId(), request.key());
        return bound.isEmpty()
                ? Optional.empty()
                : Optional.of(answers.reversal(connection, bound.get().replayed(request.fingerprint())));
    }

    private static StoredSettlement owned(Connection connection, Request request) throws SQLException {
        return SettlementReader.byId(connection, request.settlement())
                .filter(found -> found.hospitalCode().equals(request.hospitalCode()))
                .orElseThrow(() -> Refusal.of(RefusalCode.SETTLEMENT_NOT_FOUND).asException());
    }

    private static void refuseIfReversed(StoredSettlement settlement) {
        if (!settlement.stands()) {
            throw Refusal.of(RefusalCode.ALREADY_REVERSED)
                    .with("settlement", StoredAnswers.link(settlement.id()))
                    .with("reversal", settlement.reversal().toString())
                    .asException();
        }
    }

    /** Own settlements are named; of another hospital's only where and when, so that the cashier knows whom to call. */
    private static void refuseIfNewerStand(Connection connection, StoredSettlement settlement) throws SQLException {
        List<Map<String, Object>> newer = new ArrayList<>();
        for (StoredSettlement other : SettlementReader.newerStanding(connection, settlement)) {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (other.hospitalCode().equals(settlement.hospitalCode())) {
                entry.put("id", other.id().toString());
            } else {
                entry.put("hospitalCode", other.hospitalCode());
                entry.put("settledAt", BusinessClock.at(other.settledAt()));
            }
            newer.add(entry);
        }
        if (!newer.isEmpty()) {
            throw Refusal.of(RefusalCode.NEWER_SETTLEMENTS_STAND)
                    .with("newer", newer)
                    .asException();
        }
    }

    private static AccumulatorState lockYear(Connection connection, StoredSettlement settlement) throws SQLException {
        String sql = "select " + AccumulatorColumns.select("a")
                + " from accumulator a where a.person_id = ? and a.year = ? for update";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setObject(1, settlement.personId());
            lock.setInt(2, settlement.year());
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a settlement without its person's year: " + settlement.id());
                }
                return AccumulatorColumns.read(row, 1);
            }
        }
    }

    private ReversalRecord record(Request request, StoredSettlement settlement, AccumulatorState year) {
        OffsetDateTime now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        int sequence = year.version() + 1;
        Accumulators after = Movement.applied(year.totals(), settlement.movement().negated());
        byte[] answer = documents.write(new ReversalAnswer(
                id,
                "REVERSED",
                settlement.id(),
                settlement.hospitalCode(),
                settlement.billNo(),
                request.reason(),
                SplitView.of(ReversalRecord.negated(settlement.split())),
                settlement.mutualAidExpected().negated(),
                AccumulatorsView.of(settlement.year(), settlement.scheme(), after),
                now));
        byte[] digest = RecordDigest.ofReversal(id, settlement, sequence, request.clientId(), now, answer);
        return new ReversalRecord(
                id,
                settlement,
                sequence,
                request.clientId(),
                request.key(),
                request.fingerprint(),
                request.reason(),
                answer,
                now,
                digest);
    }
}
