package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.onestop.journal.SampleVerification.findings;
import static org.onestop.journal.SampleVerification.less;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.onestop.settlement.TestDatabase;

/** The union's documents and books: each is what its record says, and one fen changed in any of them is found and named. */
@QuarkusTest
class FundTamperingTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;

    @Inject
    SampleBenefits benefits;

    @Inject
    TestDatabase database;

    /** A change, how it is undone, and what has to be found. */
    private record Change(String change, String undo, List<String> found) {

        /** One fen more in a document of its own. */
        static Change amount(String table, String column, String id, String... found) {
            String update = "update " + table + " set " + column;
            return new Change(
                    update.replace("#", "+") + " where id = '" + id + "'",
                    update.replace("#", "-") + " where id = '" + id + "'",
                    List.of(found));
        }
    }

    @Test
    void everyDocumentIsWhatItsRecordSaysUntilItIsChanged() throws Exception {
        TreeSet<String> before = findings();
        SampleBenefits.Case paid = benefits.paid();
        SampleBenefits.Case ordered = benefits.approved();
        String batch = SampleBenefits.PAYER.post("mutual-aid/payment-batches", "{\"benefits\":[\"" + ordered.benefit() + "\"]}")
                .then().statusCode(201).extract().path("batchId");
        String unit = UNION.unit();
        String contribution = UNION.paid(SampleUnion.payment(unit, 2018, "250.00", "2018-01-05", SampleUnion.reference()))
                .getString("contribution.contributionId");
        List<String> members = UNION.members(unit, 2018, "2018-01-01", 1);
        String allotment = UNION.post("contributions/" + contribution + "/allotments",
                "{\"members\":" + SampleUnion.named(members) + "}").then().statusCode(201).extract().path("allotmentId");
        String refund = UNION.post("contributions/" + contribution + "/refunds",
                SampleUnion.refund("50.00", "2018-02-01", SampleUnion.reference())).then().statusCode(201).extract().path("refundId");
        String entry = database.one("select id from ledger_entry where source_id = '" + paid.benefit() + "' limit 1");
        assertEquals(new TreeSet<>(), less(findings(), before), "what was made is what its records say");

        List<Change> changes = new ArrayList<>(List.of(
                Change.amount("contribution", "amount = amount # 1, suspense = suspense # 1", contribution,
                        "ROW_CHANGED contribution " + contribution + ": digest of CONTRIBUTION"),
                Change.amount("contribution_allotment", "amount = amount # 1", allotment,
                        "ROW_CHANGED contribution_allotment " + allotment + ": digest of CONTRIBUTION_ALLOTMENT"),
                Change.amount("contribution_refund", "amount = amount # 1", refund,
                        "ROW_CHANGED contribution_refund " + refund + ": digest of CONTRIBUTION_REFUND"),
                Change.amount("payment_batch", "amount = amount # 1", batch,
                        "ROW_CHANGED payment_batch " + batch + ": digest of PAYMENT_BATCH"),
                Change.amount("benefit", "amount = amount # 1, benefit_date = benefit_date # 1", ordered.benefit(),
                        "ROW_CHANGED benefit " + ordered.benefit() + ": digest of BENEFIT",
                        "COLUMN_DIFFERS benefit " + ordered.benefit() + ": amount",
                        "COLUMN_DIFFERS benefit " + ordered.benefit() + ": benefit_date"),
                Change.amount("ledger_entry", "debit_amounts[1] = debit_amounts[1] # 1, credit_amounts[1] = credit_amounts[1] # 1",
                        entry, "ROW_CHANGED ledger_entry " + entry + ": digest of LEDGER_ENTRY")));
        String step = " where benefit_id = '" + paid.benefit() + "' and kind = 'PAID'";
        changes.add(new Change(
                "update benefit_event set happened_on = happened_on - 1" + step,
                "update benefit_event set happened_on = happened_on + 1" + step,
                List.of("ROW_CHANGED benefit_event " + paid.benefit() + "/2: digest of BENEFIT_PAID")));
        TreeSet<String> expected = new TreeSet<>();
        try {
            for (Change each : changes) {
                expected.addAll(each.found());
                forge(each.change());
            }
            assertEquals(String.join("\n", expected), String.join("\n", less(findings(), before)));
        } finally {
            for (Change each : changes) {
                forge(each.undo());
            }
        }
        assertEquals(new TreeSet<>(), less(findings(), before), "what was put back is whole");
    }

    @Test
    void whatIsPutInOrTakenOutIsNamed() throws Exception {
        SampleBenefits.Case paid = benefits.paid();
        String entry = database.one("select id from ledger_entry where source_id = '" + paid.benefit() + "' limit 1");
        String forged = "01890000-0000-7000-8000-000000000002";
        TreeSet<String> before = findings();
        database.run("drop schema if exists kept_fund cascade; create schema kept_fund;"
                + "create table kept_fund.ledger_entry as select * from ledger_entry where id = '" + entry + "';"
                + "create table kept_fund.benefit_event as select * from benefit_event where benefit_id = '" + paid.benefit() + "'");
        try {
            forge("insert into payment_batch (id, benefits, amount, client_id, subject, recorded_at) values ('" + forged
                    + "', 1, 1, 'x', 'x', now())");
            forge("delete from ledger_entry where id = '" + entry + "'");
            forge("delete from benefit_event where benefit_id = '" + paid.benefit() + "' and kind = 'PAID'");
            TreeSet<String> expected = new TreeSet<>(List.of(
                    "ROW_WITHOUT_RECORD payment_batch " + forged + ": PAYMENT_BATCH",
                    "ROW_MISSING ledger_entry " + entry + ": LEDGER_ENTRY",
                    "ROW_MISSING benefit_event " + paid.benefit() + ": BENEFIT_PAID"));
            assertEquals(String.join("\n", expected), String.join("\n", less(findings(), before)));
        } finally {
            forge("delete from payment_batch where id = '" + forged + "';"
                    + "insert into ledger_entry overriding system value select * from kept_fund.ledger_entry;"
                    + "insert into benefit_event select * from kept_fund.benefit_event where kind = 'PAID';"
                    + "drop schema kept_fund cascade");
        }
        assertEquals(new TreeSet<>(), less(findings(), before), "what was put back is whole");
    }

    private void forge(String sql) throws Exception {
        database.run("set session_replication_role = replica; " + sql);
    }
}
