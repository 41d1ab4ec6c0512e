package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.settlement.TestDatabase;

/** What the database refuses of benefits, tried by plain SQL under the service's own role. */
@QuarkusTest
class BenefitGuardTest {

    @Inject
    SampleBenefits benefits;

    @Inject
    TestDatabase database;

    @Test
    void nothingIsChangedOrDeleted() {
        for (String table : new String[] {"benefit", "benefit_event", "payment_batch"}) {
            refused("42501", "delete from " + table);
            refused("42501", "truncate " + table + " cascade");
        }
        refused("42501", "update benefit set amount = amount + 1");
        refused("42501", "update benefit_event set subject = 'x'");
        refused("42501", "update payment_batch set amount = amount + 1");
    }

    @Test
    void aSettlementOpensOneBenefit() {
        SampleBenefits.Case opened = benefits.opened();
        refused("23505", "insert into benefit (id, settlement_id, person_id, term, benefit_date, amount, trace, opened_at)"
                + " select gen_random_uuid(), settlement_id, person_id, term, benefit_date, amount, trace, opened_at from benefit"
                + " where id = '" + opened.benefit() + "'");
    }

    /** Of somebody else, of another term, on another day, or more than the settlement expects. */
    @ParameterizedTest
    @CsvSource({
        "gen_random_uuid() ; term ; benefit_date ; amount",
        "person_id ; term - 1 ; benefit_date ; amount",
        "person_id ; term ; benefit_date + 1 ; amount",
        "person_id ; term ; benefit_date ; amount + 1"
    })
    void noBenefitIsMadeUp(String row) {
        refused("OS006", "insert into benefit (id, settlement_id, person_id, term, benefit_date, amount, trace, opened_at)"
                + " select gen_random_uuid(), settlement_id, " + row.replace(" ; ", ", ") + ", trace, opened_at from benefit"
                + " where id = '" + benefits.opened().benefit() + "'");
    }

    @Test
    void whoExpectsNothingGetsNothing() {
        String settlement = benefits.withoutMembership();
        refused("OS006", "insert into benefit (id, settlement_id, person_id, term, benefit_date, amount, trace, opened_at)"
                + " select gen_random_uuid(), id, person_id, year, benefit_date, 100, '[]', settled_at from settlement"
                + " where id = '" + settlement + "'");
    }

    /** An entry there is, but of another amount or between other accounts than the step takes. */
    @ParameterizedTest
    @CsvSource({
        "APPROVED, 5001-2018, 2101, 1", "APPROVED, 1201, 2101, 21000", "PAID, 2101, 1001, 1", "PAID, 1201, 1001, 21000"
    })
    void noEntryWillDo(String kind, String debit, String credit, long amount) throws SQLException {
        SampleBenefits.funded();
        SampleBenefits.Case each = kind.equals("APPROVED") ? benefits.opened() : benefits.approved();
        String before = SampleBenefits.state(each);
        String entry = "insert into ledger_entry (id, reason, source_type, source_id, event_date, posting_date, debit_accounts,"
                + " debit_amounts, credit_accounts, credit_amounts, client_id, subject, recorded_at) values (gen_random_uuid(),"
                + " 'BENEFIT_" + kind + "', 'BENEFIT', '" + each.benefit() + "', current_date, current_date, '{" + debit + "}', '{"
                + amount + "}', '{" + credit + "}', '{" + amount + "}', 'x', 'x', now())";
        refused("OS006", entry, event(each, kind.equals("APPROVED") ? 1 : 2, kind, kind, "somebody"));
        assertEquals(before, SampleBenefits.state(each));
    }

    @Test
    void whatIsPaidBackIsOnTheBooks() throws SQLException {
        SampleBenefits.Case each = benefits.paid();
        SampleBenefits.reverse(each).then().statusCode(201);
        refused("OS006", event(each, 4, "REPAID", "RECOVERABLE", "somebody"));
        SampleBenefits.repay(each, "0.01").then().statusCode(201);
    }

    /** No way but those that there are; nor with entries that the books don't have. */
    @ParameterizedTest
    @CsvSource({
        "OPENED, 1, PAID, PAID", "OPENED, 1, APPROVED, PAID", "OPENED, 1, REPAID, RECOVERED", "OPENED, 2, APPROVED, APPROVED",
        "OPENED, 1, APPROVED, APPROVED", "APPROVED, 2, APPROVED, APPROVED", "APPROVED, 2, PAID, PAID",
        "APPROVED, 2, REVERSED, CANCELLED", "APPROVED, 2, REJECTED, REJECTED", "APPROVED, 1, PAID, PAID",
        "PAID, 3, PAID, PAID", "PAID, 3, APPROVED, APPROVED", "PAID, 3, REVERSED, RECOVERABLE", "PAID, 3, FAILED, APPROVED"
    })
    void noStepIsMadeUp(String from, int step, String kind, String state) throws SQLException {
        SampleBenefits.Case each = switch (from) {
            case "OPENED" -> benefits.opened();
            case "APPROVED" -> benefits.approved();
            default -> benefits.paid();
        };
        String before = SampleBenefits.state(each);
        refused("OS006", event(each, step, kind, state, "somebody"));
        assertEquals(before, SampleBenefits.state(each));
    }

    @Test
    void whoApprovedDoesNotPay() {
        SampleBenefits.Case approved = benefits.approved();
        refused("OS007", event(approved, 2, "PAID", "PAID", "union-approver"));
    }

    private static String event(SampleBenefits.Case each, int step, String kind, String state, String subject) {
        return "insert into benefit_event (benefit_id, step, kind, state, happened_on, amount, bank_reference, reason, client_id,"
                + " subject, recorded_at) values ('" + each.benefit() + "', " + step + ", '" + kind + "', '" + state
                + "', current_date, " + (kind.equals("REPAID") ? "1" : "null") + ", '" + SampleUnion.reference()
                + "', 'x', 'x', '" + subject + "', now())";
    }

    /** The last of the statements is; what the others did is undone. */
    private void refused(String state, String... statements) {
        String last = statements[statements.length - 1];
        try (Connection connection = database.asService();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute(last), last);
            assertEquals(state, refused.getSQLState(), refused::getMessage);
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
