package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.settlement.TestDatabase;

/** What the database refuses the service's own role, whatever the program does. */
@QuarkusTest
class FundGuardTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;
    private static final String RIGHTS = "42501";

    @Inject
    TestDatabase database;

    @ParameterizedTest
    @ValueSource(strings = {
        "contribution", "contribution_line", "contribution_due", "contribution_due_outcome", "contribution_allotment",
        "contribution_refund", "contribution_roster", "mutual_aid_unit", "mutual_aid_unit_revision", "membership"
    })
    void nothingIsDeleted(String table) {
        refused(RIGHTS, "delete from " + table);
        refused(RIGHTS, "truncate " + table + " cascade");
    }

    @Test
    void nothingIsChanged() {
        refused(RIGHTS, "update contribution set amount = amount + 1");
        refused(RIGHTS, "update contribution_due set amount = 1");
        refused(RIGHTS, "update contribution_due_outcome set outcome = 'PAID'");
        refused(RIGHTS, "update contribution_refund set amount = 1");
        refused(RIGHTS, "update membership set left_on = joined_on");
    }

    @Test
    void aReceiptLeavesNoGapAndIsNotGivenTwice() throws Exception {
        String id = UNION.paid(SampleUnion.payment(UNION.unit(), 2018, "5.00", "2018-01-05", SampleUnion.reference()))
                .getString("contribution.contributionId");
        for (String number : List.of("receipt_number", "receipt_number + 2", "receipt_number - 1")) {
            refused("OS001", copy(id, number, "'other ' || bank_reference", "suspense"));
        }
        refused("23505", copy(id, "receipt_number + 1", "bank_reference", "suspense"));
        refused("23514", copy(id, "receipt_number + 1", "'other ' || bank_reference", "suspense - 1"));
    }

    private static String copy(String id, String number, String reference, String suspense) {
        return "insert into contribution (id, credit_code, term, amount, received_on, bank_reference, payer, named, outcome,"
                + " members, matched, suspense, unit_name, receipt_year, receipt_number, issued_on, client_id, subject,"
                + " recorded_at) select gen_random_uuid(), credit_code, term, amount, received_on, " + reference
                + ", payer, named, outcome, members, matched, " + suspense + ", unit_name, receipt_year, " + number
                + ", issued_on, client_id, subject, recorded_at from contribution where id = '" + id + "'";
    }

    @Test
    void suspenseCantBeGivenAwayTwice() {
        String id = UNION.paid(SampleUnion.payment(UNION.unit(), 2018, "5.00", "2018-01-05", SampleUnion.reference()))
                .getString("contribution.contributionId");
        refused("OS005", "insert into contribution_refund (id, contribution_id, amount, refunded_on, bank_reference, reason,"
                + " client_id, subject, recorded_at) values (gen_random_uuid(), '" + id + "', 501, '2018-02-01', '"
                + SampleUnion.reference() + "', 'OVERPAID', 'x', 'x', now())");
        refused("OS005", "insert into contribution_allotment (id, contribution_id, amount, members, allotted_on, client_id,"
                + " subject, recorded_at) values (gen_random_uuid(), '" + id + "', 501, 1, '2018-02-01', 'x', 'x', now())");
    }

    @Test
    void aDueIsSettledOnce() {
        String unit = UNION.unit();
        String member = UNION.members(unit, 2018, "2018-01-01", 1).get(0);
        UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-01-05", List.of(member)));
        refused("23505", "insert into contribution_due_outcome (membership_id, outcome, happened_on, recorded_at) values ('"
                + member + "', 'WRITTEN_BACK', '2018-02-01', now())");
        refused("23514", "insert into contribution_due_outcome (membership_id, outcome, happened_on, recorded_at) values ('"
                + member + "', 'PAID', '2018-02-01', now())");
    }

    private void refused(String state, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> {
            try (Connection connection = database.asService();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        assertEquals(state, refused.getSQLState(), refused::getMessage);
    }
}
