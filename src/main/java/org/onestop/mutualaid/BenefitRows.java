package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Reads benefits and writes what happens to them. */
@ApplicationScoped
class BenefitRows {

    static final String COLUMNS = "n.id, n.settlement_id, n.person_id, n.term, n.benefit_date, n.amount, n.opened_at,"
            + " n.step, n.state, n.batch_id, n.approver, n.approved_on, n.recovered";

    private static final String SELECT = "select " + COLUMNS + " from benefit_now n ";

    private static final String INSERT = "insert into benefit_event (benefit_id, step, kind, state, happened_on, amount,"
            + " batch_id, bank_reference, reason, client_id, subject, recorded_at)"
            + " values (?, ?, ?, ?, ?, ?, ?::uuid, ?, ?, ?, ?, ?)";

    private final FundJournal journal;
    private final BusinessClock clock;

    BenefitRows(FundJournal journal, BusinessClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** A benefit that nobody else works on until the transaction ends. */
    Optional<Benefit> held(Connection connection, UUID id) {
        FundStatements statements = FundStatements.on(connection);
        hold(statements, id);
        return statements.first(SELECT + "where n.id = ?", BenefitRows::read, id);
    }

    /** Those of the benefits that there are, in one order for everybody, as {@link #held(Connection, UUID)}. */
    List<Benefit> held(Connection connection, Collection<UUID> ids) {
        FundStatements statements = FundStatements.on(connection);
        ids.stream().sorted().distinct().forEach(id -> hold(statements, id));
        return statements.list(SELECT + "where n.id = any (?::uuid[]) order by n.id", BenefitRows::read, ids);
    }

    /** The benefit that a settlement opened, as {@link #held(Connection, UUID)}. */
    Optional<Benefit> heldOf(Connection connection, UUID settlement) {
        FundStatements statements = FundStatements.on(connection);
        return statements
                .first("select id from benefit where settlement_id = ?", row -> FundStatements.id(row, 1), settlement)
                .flatMap(id -> held(connection, id));
    }

    private static void hold(FundStatements statements, UUID id) {
        statements.first(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, "benefit " + id);
    }

    /** Puts on record, and in the journal, what happens to a benefit that is held. */
    void add(Connection connection, Changes.Author author, Benefit benefit, BenefitEvent event) throws SQLException {
        OffsetDateTime now = clock.now();
        FundStatements.on(connection)
                .run(
                        INSERT,
                        benefit.id(),
                        benefit.step() + 1,
                        event.kind(),
                        event.state(),
                        event.happenedOn(),
                        event.amount(),
                        event.batch(),
                        event.bankReference(),
                        event.reason(),
                        author.clientId(),
                        author.subject(),
                        now);
        journal.append(
                connection,
                "BENEFIT_" + event.kind(),
                benefit.id(),
                author.clientId(),
                new FundJournal.Line("step", benefit.step() + 1),
                new FundJournal.Line("state", event.state()),
                new FundJournal.Line("happenedOn", event.happenedOn()),
                new FundJournal.Line("amount", event.amount() == null ? null : event.amount().fen()),
                new FundJournal.Line("batch", event.batch()),
                new FundJournal.Line("bankReference", event.bankReference()),
                new FundJournal.Line("reason", event.reason()),
                new FundJournal.Line("subject", author.subject()),
                new FundJournal.Line("recordedAt", now.toInstant()));
    }

    static Benefit read(ResultSet row) throws SQLException {
        return new Benefit(
                FundStatements.id(row, 1),
                FundStatements.id(row, 2),
                FundStatements.id(row, 3),
                row.getInt(4),
                row.getObject(5, LocalDate.class),
                Money.ofFen(row.getLong(6)),
                BusinessClock.at(row.getObject(7, OffsetDateTime.class).toInstant()),
                row.getInt(8),
                BenefitState.valueOf(row.getString(9)),
                FundStatements.id(row, 10),
                row.getString(11),
                FundStatements.day(row, 12),
                Money.ofFen(row.getLong(13)));
    }
}
