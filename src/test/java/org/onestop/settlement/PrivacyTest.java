package org.onestop.settlement;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** A citizen's number and name stand in one table, sealed, and nowhere else. */
@QuarkusTest
class PrivacyTest {

    private static final String NAME = "独一无二的姓名";

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Test
    void numberAndNameAreFoundNowhere() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Handler listener = listener(log);
        Logger.getLogger("").addHandler(listener);
        Sample person = people.named(NAME);
        try {
            live(person);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertTrue(!log.isEmpty(), "nothing was logged, so nothing was searched");
        assertEquals(List.of(), log.stream().filter(line -> isNamed(line, person)).toList());
        for (String table : database.column("select table_name from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
            List<String> rows = database.column("select x::text from " + table + " x");
            assertEquals(List.of(), rows.stream().filter(row -> isNamed(row, person)).toList(), table);
        }
        assertEquals("1", database.one("select count(*) from person_identity where person_id = '" + person.id() + "'"));
    }

    /** What a person lives through at a hospital, refusals and faults included; no answer tells more than it may. */
    private void live(Sample person) throws Exception {
        SampleHospital hospital = SampleHospital.ZHONGSHAN;
        SampleBill bill = SampleBill.of(person, "4321.00");
        String key = SampleBill.newKey();
        List<Response> answers = new ArrayList<>();
        answers.add(hospital.request().body("{\"idNumber\":\"" + person.idNumber() + "\"}").post("/api/v1/eligibility"));
        answers.add(hospital.preview(bill));
        answers.add(hospital.settle(key, bill));
        answers.add(hospital.settle(key, bill));
        answers.add(hospital.settle(SampleBill.newKey(), bill));
        answers.add(hospital.settle(SampleBill.newKey(), SampleBill.of(person, "1.00").name("别人")));
        answers.add(hospital.settle(SampleBill.newKey(), SampleBill.of(person, "1.00").expecting("0.99")));
        answers.add(hospital.settle(SampleBill.newKey(), SampleBill.of(person, "1.00").billNo(" ")));
        answers.add(hospital.settle(SampleBill.newKey(), bill.toString().substring(1)));
        answers.add(hospital.inquire(key, true));
        answers.add(hospital.withdraw(key));
        // A fault in the middle of the commit: the insert breaks a constraint that somebody has put there.
        database.run("alter table standing_bill add constraint broken check (bill_no <> 'BREAK')");
        try {
            Response fault = hospital.settle(SampleBill.newKey(), SampleBill.of(person, "5.00").billNo("BREAK"));
            assertEquals(500, fault.statusCode());
            fault.then().body(not(containsString("broken"))).body(not(containsString("insert")));
            answers.add(fault);
        } finally {
            database.run("alter table standing_bill drop constraint broken");
        }
        answers.forEach(answer -> assertTrue(!isNamed(answer.asString(), person), answer::asString));
    }

    private static boolean isNamed(String text, Sample person) {
        String hex = java.util.HexFormat.of().formatHex(person.idNumber().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String hexName = java.util.HexFormat.of().formatHex(NAME.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return text.contains(person.idNumber()) || text.contains(NAME) || text.contains(hex) || text.contains(hexName);
    }

    private static Handler listener(List<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                StringBuilder line = new StringBuilder(String.valueOf(entry.getMessage()));
                for (Throwable each = entry.getThrown(); each != null; each = each.getCause()) {
                    line.append(' ').append(each);
                }
                Object[] parameters = entry.getParameters();
                log.add(line + (parameters == null ? "" : List.of(parameters).toString()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
