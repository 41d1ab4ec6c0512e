package org.onestop.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.onestop.journal.SampleVerification.findings;
import static org.onestop.journal.SampleVerification.less;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** Approvals and findings: changed behind the service's back, they are found and named. */
@QuarkusTest
class RegisterTamperingTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Test
    void approvalsAndFindingsAreWhatTheirRecordsSayUntilTheyAreChanged() throws Exception {
        TreeSet<String> before = findings();
        Sample person = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", person);
        String category = household.approved("DIBAO", "2018-01-02");
        String settlement = SampleHospital.ZHONGSHAN.settled(SampleBill.of(person, "30000.00").stay("2018-05-01", "2018-05-11"))
                .extract().path("id");
        household.exit(category, "2018-04-30").then().statusCode(201);
        String finding = database.one("select id from finding where settlement_id = '" + settlement + "'");
        String step = database.one("select s.application_id || '/' || s.sequence from application_step s join household_category c"
                + " on c.application_id = s.application_id where c.id = '" + category + "' and s.step = 'APPROVAL' limit 1");
        assertEquals(new TreeSet<>(), less(findings(), before), "what was made is what its records say");

        String row = "update household_category set valid_from = valid_from # 1 where id = '" + category + "'";
        String fund = "update finding set fund_difference = fund_difference # 1 where id = '" + finding + "'";
        String would = "update finding set would_be = would_be || ' ' where id = '" + finding + "'";
        try {
            forge(row.replace("#", "+") + "; " + fund.replace("#", "+") + "; " + would);
            TreeSet<String> expected = new TreeSet<>(java.util.List.of(
                    "ROW_CHANGED application_step " + step + ": digest of APPROVAL",
                    "ROW_CHANGED finding " + finding + ": digest of FINDING",
                    "COLUMN_DIFFERS finding " + finding + ": record_digest",
                    "COLUMN_DIFFERS finding " + finding + ": difference"));
            assertEquals(String.join("\n", expected), String.join("\n", less(findings(), before)));
        } finally {
            forge(row.replace("#", "-") + "; " + fund.replace("#", "-")
                    + "; update finding set would_be = rtrim(would_be) where id = '" + finding + "'");
        }
        assertEquals(new TreeSet<>(), less(findings(), before), "what was put back is whole");
    }

    private void forge(String sql) throws Exception {
        database.run("set session_replication_role = replica; " + sql);
    }
}
