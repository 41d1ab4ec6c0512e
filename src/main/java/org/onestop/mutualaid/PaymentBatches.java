package org.onestop.mutualaid;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Orders to the bank (发放批次): many approved benefits paid at once. */
@ApplicationScoped
class PaymentBatches {

    /** What one order holds at most. */
    static final int MOST = 1000;

    private static final String VIEW = "select b.id, b.number, b.benefits, b.amount, b.recorded_at,"
            + " count(*) filter (where e.kind = 'PAID'), coalesce(sum(f.amount) filter (where e.kind = 'PAID'), 0),"
            + " count(*) filter (where e.kind = 'FAILED') from payment_batch b"
            + " left join benefit_event e on e.batch_id = b.id and e.kind in ('PAID', 'FAILED')"
            + " left join benefit f on f.id = e.benefit_id ";

    private final AgroalDataSource database;
    private final FundStatements statements;
    private final BenefitRows rows;
    private final FundJournal journal;
    private final BusinessClock clock;

    PaymentBatches(
            AgroalDataSource database,
            FundStatements statements,
            BenefitRows rows,
            FundJournal journal,
            BusinessClock clock) {
        this.database = database;
        this.statements = statements;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * An order and what the bank has reported of it.
     *
     * @param open how many the bank has not reported on
     */
    record Batch(
            UUID batchId,
            long number,
            int benefits,
            Money amount,
            OffsetDateTime orderedAt,
            int paid,
            Money paidAmount,
            int failed,
            int open) {}

    /**
     * Orders the payment of approved benefits.
     *
     * @param wanted null for all that others than the caller have approved, the oldest first
     * @return the order's id
     * @throws org.onestop.refusal.RefusedException benefit-not-found, same-subject, benefit-not-approved, benefit-ordered,
     *     benefit-already-paid, nothing-to-pay
     */
    @Transactional
    public UUID order(Caller caller, Collection<UUID> wanted) {
        try (Connection connection = database.getConnection()) {
            List<Benefit> benefits = wanted == null ? payable(connection, caller) : named(connection, caller, wanted);
            if (benefits.isEmpty()) {
                throw Refusal.of(RefusalCode.NOTHING_TO_PAY).asException();
            }
            UUID batch = insert(caller, benefits);
            Changes.Author author = UnitCourse.author(caller);
            for (Benefit benefit : benefits) {
                rows.add(connection, author, benefit, BenefitEvent.ordered(clock.today(), batch));
            }
            return batch;
        } catch (SQLException e) {
            throw FundStatements.explained(e);
        }
    }

    private List<Benefit> payable(Connection connection, Caller caller) {
        List<UUID> ids = statements.list(
                "select n.id from benefit_now n where n.state = 'APPROVED' and n.approver <> ?"
                        + " order by n.opened_at, n.id limit ?",
                row -> FundStatements.id(row, 1),
                caller.subject(),
                MOST);
        // Somebody else may have paid one before it was held.
        return rows.held(connection, ids).stream()
                .filter(benefit -> benefit.state() == BenefitState.APPROVED)
                .toList();
    }

    private List<Benefit> named(Connection connection, Caller caller, Collection<UUID> wanted) {
        List<Benefit> benefits = rows.held(connection, wanted);
        if (benefits.size() < wanted.stream().distinct().count()) {
            throw Refusal.of(RefusalCode.BENEFIT_NOT_FOUND).asException();
        }
        benefits.forEach(benefit -> BenefitDesk.refuseApprover(caller, benefit));
        benefits.forEach(BenefitDesk::refuseUnlessPayable);
        return benefits;
    }

    private UUID insert(Caller caller, List<Benefit> benefits) {
        OffsetDateTime now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        Money amount = benefits.stream().map(Benefit::amount).reduce(Money.ZERO, Money::plus);
        statements.run(
                "insert into payment_batch (id, benefits, amount, client_id, subject, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id,
                benefits.size(),
                amount,
                caller.clientId(),
                caller.subject(),
                now);
        journal.append(
                "PAYMENT_BATCH",
                id,
                caller.clientId(),
                new FundJournal.Line("benefits", benefits.size()),
                new FundJournal.Line("amount", amount.fen()),
                new FundJournal.Line("subject", caller.subject()),
                new FundJournal.Line("recordedAt", now.toInstant()));
        return id;
    }

    /** @throws org.onestop.refusal.RefusedException batch-not-found */
    Batch required(UUID id) {
        return find("where b.id = ? group by b.id", id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.BATCH_NOT_FOUND).asException());
    }

    /**
     * Orders, the newest first.
     *
     * @param before number of the last of the page before; null for the first page
     */
    List<Batch> page(Long before, int limit) {
        return find(
                "where ?::bigint is null or b.number < ? group by b.id order by b.number desc limit ?",
                before,
                before,
                limit);
    }

    private List<Batch> find(String rest, Object... values) {
        return statements.list(
                VIEW + rest,
                row -> new Batch(
                        FundStatements.id(row, 1),
                        row.getLong(2),
                        row.getInt(3),
                        FundStatements.money(row, 4),
                        BusinessClock.at(row.getObject(5, OffsetDateTime.class).toInstant()),
                        row.getInt(6),
                        FundStatements.money(row, 7),
                        row.getInt(8),
                        row.getInt(3) - row.getInt(6) - row.getInt(8)),
                values);
    }

    /** The benefits that an order pays, in their order. */
    List<UUID> benefits(UUID batch) {
        return statements.list(
                "select benefit_id from benefit_event where batch_id = ? and kind = 'ORDERED' order by benefit_id",
                row -> FundStatements.id(row, 1),
                batch);
    }

    /** What the bank has reported of a benefit in an order; empty where nothing. */
    Optional<BenefitEvent.Kind> reported(Connection connection, UUID batch, UUID benefit) {
        return FundStatements.on(connection)
                .first(
                        "select kind from benefit_event where batch_id = ? and benefit_id = ?"
                                + " and kind in ('PAID', 'FAILED')",
                        row -> BenefitEvent.Kind.valueOf(row.getString(1)),
                        batch,
                        benefit);
    }
}
