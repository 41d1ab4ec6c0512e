package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.registry.SamplePeople;

/** Many hospitals at one person at the same moment: as if one after another. */
@QuarkusTest
class ConcurrencyTest {

    private static final int THREADS = 16;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    Readjudication readjudication;

    @Test
    void twoHospitalsNeverPassACapNorTakeADeductibleTwice() throws Exception {
        Sample person = people.seriouslyIll(HardshipCategory.EXPENDITURE);
        List<Callable<Response>> bills = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SampleBill bill = SampleBill.of(person, i % 3 + 7 + "321.1" + i % 10);
            SampleHospital hospital = i % 2 == 0 ? SampleHospital.ZHONGSHAN : SampleHospital.CENTRAL;
            bill.at(i % 2 == 0 ? "H52020100001" : "H52020100002");
            bills.add(() -> hospital.settle(SampleBill.newKey(), bill));
        }
        List<Response> answers = atOnce(bills);
        answers.forEach(answer -> assertEquals(201, answer.statusCode(), answer::asString));
        Map<String, Object> year = answers.stream()
                .max(java.util.Comparator.comparing(answer -> answer.<Integer>path("accumulatorsAfter.admissions")))
                .orElseThrow()
                .path("accumulatorsAfter");
        assertEquals(60, year.get("admissions"));
        // The caps of 2018: 150000 of basic insurance, 30000 of assistance; the assistance deductible of class 4: 2000.
        assertEquals("150000.00", year.get("basicPaid"));
        assertEquals("30000.00", year.get("assistancePaid"));
        assertEquals("2000.00", year.get("assistanceDeductible"));
        assertEquals("150000.00", sum(answers, "split.basic"));
        assertEquals("30000.00", sum(answers, "split.medicalAssistance"));
        assertEquals(year.get("criticalPaid"), sum(answers, "split.criticalIllness"));
        everythingAddsUp(person.id(), 60);
    }

    /**
     * What many at once came to is what the same bills come to for another person, sent one after another in the order
     * in which the first person's year took them.
     */
    @Test
    void manyAtOnceComeToWhatOneAfterAnotherComesTo() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        Sample twin = people.resident(HardshipCategory.DIBAO);
        Random random = new Random(20180114);
        Map<String, SampleBill> bills = new TreeMap<>();
        List<Callable<Response>> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String amount = Money.ofFen(50_000 + random.nextInt(2_000_000)).toString();
            SampleBill bill = SampleBill.of(person, amount).at(i % 2 == 0 ? "H52020100001" : "H52020100002");
            if (i % 5 == 4) {
                bill.visit("OUTPATIENT_CHRONIC", "2018-07-0" + (1 + i % 9));
            }
            bills.put(bill.billNo(), bill);
            work.add(() -> hospital(bill).settle(SampleBill.newKey(), bill));
        }
        Map<String, Object> splits = new TreeMap<>();
        for (Response answer : atOnce(work)) {
            assertEquals(201, answer.statusCode(), answer::asString);
            splits.put(answer.path("billNo"), answer.path("split"));
        }
        List<String> order = database.column(
                "select bill_no from settlement where person_id = '" + person.id() + "' order by sequence");
        for (String billNo : order) {
            SampleBill bill = bills.get(billNo);
            ((ObjectNode) bill.json().get("patient")).put("idNumber", twin.idNumber()).put("name", twin.name());
            assertEquals(splits.get(billNo), hospital(bill.billNo(billNo + "-twin")).settled(bill).extract().path("split"));
        }
        everythingAddsUp(person.id(), 60);
        everythingAddsUp(twin.id(), 60);
    }

    private static SampleHospital hospital(SampleBill bill) {
        String code = bill.json().get("hospitalCode").textValue();
        return code.equals("H52020100001") ? SampleHospital.ZHONGSHAN : SampleHospital.CENTRAL;
    }

    @Test
    void settlementsAndReversalsMixedLeaveTheYearRight() throws Exception {
        Sample person = people.resident(HardshipCategory.DIBAO);
        SampleHospital hospital = SampleHospital.ZHONGSHAN;
        List<String> settled = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Response>> work = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            SampleBill bill = SampleBill.of(person, 1000 + i + ".00");
            boolean undo = i % 3 == 2;
            work.add(() -> {
                String latest = undo && !settled.isEmpty() ? settled.get(settled.size() - 1) : null;
                if (latest != null) {
                    return hospital.reverse(SampleBill.newKey(), latest);
                }
                Response answer = hospital.settle(SampleBill.newKey(), bill);
                if (answer.statusCode() == 201) {
                    settled.add(answer.path("id"));
                }
                return answer;
            });
        }
        for (Response answer : atOnce(work)) {
            assertTrue(answer.statusCode() == 201 || answer.statusCode() == 409, answer::asString);
        }
        everythingAddsUp(person.id(), -1);
    }

    @Test
    void oneBillUnderManyKeysSettlesOnce() throws Exception {
        SampleBill bill = SampleBill.of(people.resident(), "1234.00");
        List<Callable<Response>> work = Collections.nCopies(
                24, () -> SampleHospital.ZHONGSHAN.settle(SampleBill.newKey(), bill));
        List<Response> answers = atOnce(work);
        assertEquals(1, answers.stream().filter(answer -> answer.statusCode() == 201).count());
        answers.stream().filter(answer -> answer.statusCode() != 201).forEach(answer -> {
            assertEquals("bill-already-settled", answer.path("code"), answer::asString);
        });
    }

    /** Whoever fences wins or finds the settlement; never both, never neither. */
    @Test
    void aFenceAndItsOriginalNeverBothWin() throws Exception {
        for (int round = 0; round < 20; round++) {
            SampleBill bill = SampleBill.of(people.resident(), "12.00");
            String key = SampleBill.newKey();
            List<Response> answers = atOnce(List.of(
                    () -> SampleHospital.ZHONGSHAN.settle(key, bill),
                    () -> SampleHospital.ZHONGSHAN.inquire(key, true)));
            boolean settled = answers.get(0).statusCode() == 201;
            String state = answers.get(1).path("state");
            assertTrue(settled ? !state.equals("FENCED") : state.equals("FENCED"),
                    () -> answers.get(0).asString() + " and " + state);
            if (!settled) {
                assertEquals("key-fenced", answers.get(0).path("code"));
            }
        }
    }

    private List<Response> atOnce(List<? extends Callable<Response>> work) throws Exception {
        SampleHospital.ZHONGSHAN.token();
        SampleHospital.CENTRAL.token();
        int threads = Math.min(THREADS, work.size());
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Response>> running = new ArrayList<>();
            for (int i = 0; i < work.size(); i++) {
                Callable<Response> each = work.get(i);
                boolean first = i < threads;
                running.add(pool.submit(() -> {
                    if (first) {
                        together.await();
                    }
                    return each.call();
                }));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private void everythingAddsUp(UUID person, int expected) throws Exception {
        assertEquals(List.of(), database.column("select person_id from accumulator_difference"));
        List<String> ids =
                database.column("select id from settlement where person_id = '" + person + "' order by sequence");
        if (expected >= 0) {
            assertEquals(expected, ids.size());
        }
        String gaps = "select count(*) from (select sequence, row_number() over (order by sequence) as n from"
                + " (select sequence from settlement where person_id = '" + person + "' union all"
                + " select sequence from settlement_reversal where person_id = '" + person + "') a) b where sequence <> n";
        assertEquals("0", database.one(gaps));
        for (String id : ids) {
            assertEquals(List.of(), readjudication.of(UUID.fromString(id)), id);
        }
    }

    private static String sum(List<Response> answers, String path) {
        Money sum = Money.ZERO;
        for (Response answer : answers) {
            sum = sum.plus(Money.parse(answer.path(path)));
        }
        return sum.toString();
    }
}
