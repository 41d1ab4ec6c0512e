package org.onestop.mutualaid;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.journal.Changes;
import org.onestop.time.BusinessClock;

/** Takes the bank's reports in, line by line: a bad line never stops the good ones, a repeated one changes nothing. */
@ApplicationScoped
class BankReturns {

    private final AgroalDataSource database;
    private final PaymentBatches batches;
    private final BenefitRows rows;
    private final BenefitBooks books;
    private final BusinessClock clock;

    BankReturns(
            AgroalDataSource database,
            PaymentBatches batches,
            BenefitRows rows,
            BenefitBooks books,
            BusinessClock clock) {
        this.database = database;
        this.batches = batches;
        this.rows = rows;
        this.books = books;
        this.clock = clock;
    }

    /** What came of a line. */
    enum Verdict {
        PAID,
        /** The bank could not pay; the benefit may be ordered again. */
        FAILED,
        /** It was reported just so before. */
        UNCHANGED,
        /** The order has no such benefit. */
        UNKNOWN,
        /** Not the amount of the order. */
        AMOUNT_DIFFERS,
        /** It says neither paid nor failed; or its day is none, is to come, or lies before the approval. */
        INVALID,
        /** The opposite was reported before. */
        CONTRADICTS
    }

    /** A line with what came of it; {@code benefitId} is null where it named none. */
    record Result(
            long line, @JsonInclude(JsonInclude.Include.NON_NULL) UUID benefitId, Verdict verdict) {}

    /** What a report has changed. */
    record Taken(PaymentBatches.Batch batch, List<Result> lines) {}

    /**
     * Takes a report in.
     *
     * @throws org.onestop.refusal.RefusedException batch-not-found; file-unreadable, file-columns-invalid; same-subject
     *     where the caller has approved one of the order's benefits; account-overdrawn
     */
    @Transactional
    public Taken take(Caller caller, UUID batch, byte[] file) {
        batches.required(batch);
        List<BankReport.Line> report = BankReport.read(file);
        Set<UUID> ordered = new HashSet<>(batches.benefits(batch));
        List<Result> results = new ArrayList<>(report.size());
        try (Connection connection = database.getConnection()) {
            rows.held(connection, ordered).forEach(benefit -> BenefitDesk.refuseApprover(caller, benefit));
            for (BankReport.Line line : report) {
                Verdict verdict = ordered.contains(line.benefit())
                        ? take(connection, UnitCourse.author(caller), batch, line)
                        : Verdict.UNKNOWN;
                results.add(new Result(line.line(), line.benefit(), verdict));
            }
        } catch (SQLException e) {
            throw FundStatements.explained(e);
        }
        return new Taken(batches.required(batch), results);
    }

    private Verdict take(Connection connection, Changes.Author author, UUID batch, BankReport.Line line)
            throws SQLException {
        Benefit benefit = rows.held(connection, line.benefit()).orElseThrow();
        if (!benefit.amount().equals(line.amount())) {
            return Verdict.AMOUNT_DIFFERS;
        }
        LocalDate day = line.day() == null ? clock.today() : line.day();
        if (line.paid() == null || day.isAfter(clock.today()) || day.isBefore(benefit.approvedOn())) {
            return Verdict.INVALID;
        }
        Optional<BenefitEvent.Kind> before = batches.reported(connection, batch, benefit.id());
        if (before.isPresent()) {
            boolean same = before.get() == (line.paid() ? BenefitEvent.Kind.PAID : BenefitEvent.Kind.FAILED);
            return same ? Verdict.UNCHANGED : Verdict.CONTRADICTS;
        }
        boolean recalled = benefit.state() == BenefitState.RECALLED;
        if (line.paid()) {
            paid(connection, author, benefit, recalled, day, line.reference());
            return Verdict.PAID;
        }
        failed(connection, author, benefit, recalled, day, line.reason());
        return Verdict.FAILED;
    }

    private void paid(
            Connection connection,
            Changes.Author author,
            Benefit benefit,
            boolean recalled,
            LocalDate day,
            String reference)
            throws SQLException {
        books.paid(connection, author, benefit, day);
        if (recalled) {
            books.recoverable(connection, author, benefit, day);
        }
        BenefitState after = recalled ? BenefitState.RECOVERABLE : BenefitState.PAID;
        rows.add(connection, author, benefit, BenefitEvent.paid(after, day, benefit.batch(), reference));
    }

    private void failed(
            Connection connection,
            Changes.Author author,
            Benefit benefit,
            boolean recalled,
            LocalDate day,
            String reason)
            throws SQLException {
        if (recalled) {
            books.undone(connection, author, benefit, day);
        }
        BenefitState after = recalled ? BenefitState.CANCELLED : BenefitState.APPROVED;
        String why = reason == null ? "银行未说明 not given" : reason;
        rows.add(connection, author, benefit, BenefitEvent.failed(after, day, benefit.batch(), why));
    }
}
