package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Reads and writes payments and what became of them. */
@ApplicationScoped
class ContributionRows {

    private static final String INSERT = "insert into contribution (id, credit_code, term, amount, received_on,"
            + " bank_reference, payer, named, outcome, members, matched, suspense, unit_name, receipt_year, receipt_number,"
            + " issued_on, client_id, subject, recorded_at) values"
            + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String SELECT = "select c.id, c.credit_code, c.term, c.amount, c.received_on, c.bank_reference,"
            + " c.payer, c.named, c.outcome, c.members, c.matched, c.suspense, contribution_suspense_left(c.id),"
            + " c.unit_name, c.receipt_year, c.receipt_number, c.issued_on, c.recorded_at from contribution c ";

    private final FundStatements statements;
    private final BusinessClock clock;

    ContributionRows(FundStatements statements, BusinessClock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * A payment as it stands on record.
     *
     * @param members      how many were paid when it came in
     * @param suspense     what went into suspense when it came in
     * @param suspenseLeft what of that has neither been allotted nor refunded
     * @param unitName     as the unit was called then
     */
    record Row(
            UUID id,
            String unit,
            int term,
            Money amount,
            LocalDate receivedOn,
            String bankReference,
            String payer,
            boolean named,
            Matching.Outcome outcome,
            int members,
            Money matched,
            Money suspense,
            Money suspenseLeft,
            String unitName,
            int receiptYear,
            int receiptNumber,
            LocalDate issuedOn,
            OffsetDateTime recordedAt) {

        String receiptNo() {
            return ContributionRows.receiptNo(receiptYear, receiptNumber);
        }
    }

    private static String receiptNo(int year, int number) {
        return String.format("%d-%06d", year, number);
    }

    boolean isReferenceUsed(String reference) {
        return statements
                .first("select id from contribution where bank_reference = ?", row -> true, reference)
                .isPresent();
    }

    /**
     * Writes a payment with the year's next receipt.
     *
     * @return the receipt's number
     */
    String insert(
            UUID id,
            Changes.Author author,
            Payment payment,
            Matching matching,
            String unitName,
            OffsetDateTime at) {
        LocalDate today = clock.today();
        int receipt = nextReceipt(today.getYear());
        statements.run(
                INSERT,
                id,
                payment.unit(),
                payment.term(),
                payment.amount(),
                payment.receivedOn(),
                payment.bankReference(),
                payment.payer() == null ? unitName : payment.payer(),
                payment.isNamed(),
                matching.outcome(),
                matching.paid().size(),
                matching.matched(),
                matching.suspense(),
                unitName,
                today.getYear(),
                receipt,
                today,
                author.clientId(),
                author.subject(),
                at);
        statements.batch(
                "insert into contribution_line (contribution_id, line, membership_id, verdict, amount)"
                        + " values (?, ?, ?::uuid, ?, ?)",
                matching.lines().stream()
                        .map(line -> new Object[] {
                            id, line.line(), line.membershipId(), line.verdict(), line.amount()
                        })
                        .toList());
        return receiptNo(today.getYear(), receipt);
    }

    /** Whoever takes a number keeps others from the next until the transaction ends; so a failure leaves no gap. */
    private int nextReceipt(int year) {
        statements.first("select pg_advisory_xact_lock(hashtext('receipt'), ?)", row -> true, year);
        return statements
                .first(
                        "select 1 + coalesce(max(receipt_number), 0) from contribution where receipt_year = ?",
                        row -> row.getInt(1),
                        year)
                .orElseThrow();
    }

    Optional<Row> byId(UUID id) {
        return statements.first(SELECT + "where c.id = ?", ContributionRows::read, id);
    }

    /**
     * Which payments are wanted.
     *
     * @param unit     credit code; null for any
     * @param term     null for any
     * @param from     first day on which they came in; null for no beginning
     * @param to       last such day; null for no end
     * @param suspense whether something of them is in suspense; null for any
     */
    record Wanted(String unit, Integer term, LocalDate from, LocalDate to, Boolean suspense) {}

    /** A page of payments in the order in which they were recorded; {@code after} is null for the first. */
    List<Row> page(Wanted wanted, UUID after, int limit) {
        return statements.list(
                SELECT + "where (?::text is null or c.credit_code = ?) and (?::int is null or c.term = ?)"
                        + " and (?::date is null or c.received_on >= ?::date)"
                        + " and (?::date is null or c.received_on <= ?::date)"
                        + " and (?::boolean is null or (c.suspense > 0 and contribution_suspense_left(c.id) > 0) = ?)"
                        + " and (?::uuid is null or (c.receipt_year, c.receipt_number) >"
                        + " (select a.receipt_year, a.receipt_number from contribution a where a.id = ?::uuid))"
                        + " order by c.receipt_year, c.receipt_number limit ?",
                ContributionRows::read,
                wanted.unit(),
                wanted.unit(),
                wanted.term(),
                wanted.term(),
                wanted.from(),
                wanted.from(),
                wanted.to(),
                wanted.to(),
                wanted.suspense(),
                wanted.suspense(),
                after,
                after,
                limit);
    }

    List<Matching.Line> lines(UUID contribution) {
        return statements.list(
                "select line, membership_id, verdict, amount from contribution_line where contribution_id = ? order by line",
                row -> new Matching.Line(
                        row.getInt(1),
                        FundStatements.id(row, 2),
                        Matching.Verdict.valueOf(row.getString(3)),
                        FundStatements.money(row, 4)),
                contribution);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                FundStatements.id(row, 1),
                row.getString(2),
                row.getInt(3),
                FundStatements.money(row, 4),
                FundStatements.day(row, 5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8),
                Matching.Outcome.valueOf(row.getString(9)),
                row.getInt(10),
                FundStatements.money(row, 11),
                FundStatements.money(row, 12),
                FundStatements.money(row, 13),
                row.getString(14),
                row.getInt(15),
                row.getInt(16),
                FundStatements.day(row, 17),
                BusinessClock.at(row.getObject(18, OffsetDateTime.class).toInstant()));
    }
}
