package org.onestop.mutualaid;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onestop.money.Money;

/** Shows payments, what became of them, and their receipts. */
@ApplicationScoped
class ContributionReader {

    private final ContributionRows rows;
    private final Suspense suspense;
    private final FundStatements statements;

    ContributionReader(ContributionRows rows, Suspense suspense, FundStatements statements) {
        this.rows = rows;
        this.suspense = suspense;
        this.statements = statements;
    }

    /** A page of payments; {@code next} is null on the last. */
    record Page(
            List<ContributionView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** A payment with all that became of it; {@code lines} is empty where the payer named nobody. */
    record Whole(
            ContributionView contribution,
            List<Matching.Line> lines,
            List<Allotment> allotments,
            List<GivenBack> refunds) {}

    /** What was given to members out of suspense. */
    record Allotment(UUID allotmentId, Money amount, int members, LocalDate allottedOn) {}

    /** What went back; {@code membershipId} is null where it was out of suspense. */
    record GivenBack(
            UUID refundId, UUID membershipId, Money amount, LocalDate refundedOn, String bankReference, Refund.Why reason) {}

    /** A receipt (收据), as it was issued. */
    record Receipt(
            String receiptNo,
            LocalDate issuedOn,
            String payer,
            String unitCode,
            String unitName,
            int term,
            Money amount,
            String amountInWords,
            LocalDate receivedOn,
            String bankReference) {}

    Page page(ContributionRows.Wanted wanted, UUID after, int limit) {
        List<ContributionRows.Row> found = rows.page(wanted, after, limit + 1);
        List<ContributionView> items =
                found.stream().limit(limit).map(ContributionView::of).toList();
        return new Page(
                items,
                found.size() > limit
                        ? org.onestop.http.Cursor.of(found.get(limit - 1).id().toString())
                        : null);
    }

    /** @throws org.onestop.refusal.RefusedException contribution-not-found */
    Whole whole(UUID id) {
        return new Whole(ContributionView.of(suspense.required(id)), rows.lines(id), allotments(id), refunds(id));
    }

    /** @throws org.onestop.refusal.RefusedException contribution-not-found */
    Receipt receipt(UUID id) {
        ContributionRows.Row row = suspense.required(id);
        return new Receipt(
                row.receiptNo(),
                row.issuedOn(),
                row.payer(),
                row.unit(),
                row.unitName(),
                row.term(),
                row.amount(),
                YuanInWords.of(row.amount()),
                row.receivedOn(),
                row.bankReference());
    }

    private List<Allotment> allotments(UUID id) {
        return statements.list(
                "select id, amount, members, allotted_on from contribution_allotment where contribution_id = ? order by id",
                row -> new Allotment(
                        FundStatements.id(row, 1),
                        FundStatements.money(row, 2),
                        row.getInt(3),
                        FundStatements.day(row, 4)),
                id);
    }

    private List<GivenBack> refunds(UUID id) {
        return statements.list(
                "select id, membership_id, amount, refunded_on, bank_reference, reason from contribution_refund"
                        + " where contribution_id = ? order by id",
                row -> new GivenBack(
                        FundStatements.id(row, 1),
                        FundStatements.id(row, 2),
                        FundStatements.money(row, 3),
                        FundStatements.day(row, 4),
                        row.getString(5),
                        Refund.Why.valueOf(row.getString(6))),
                id);
    }
}
