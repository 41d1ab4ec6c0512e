package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.onestop.settlement.TestDatabase;

/** Many at one unit, one person or one payment at the same moment: as if one after another. */
@QuarkusTest
class FundRaceTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;
    private static final int THREADS = 8;

    @Inject
    TestDatabase database;

    private static List<Response> atOnce(IntFunction<Response> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<Response>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int n = i;
                running.add(pool.submit(() -> {
                    start.await();
                    return work.apply(n);
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

    private static void oneWon(List<Response> answers, int status, String code) {
        assertEquals(1, answers.stream().filter(each -> each.statusCode() == 201).count(), () -> text(answers));
        assertEquals(
                Collections.nCopies(THREADS - 1, status + " " + code),
                answers.stream().filter(each -> each.statusCode() != 201)
                        .map(each -> each.statusCode() + " " + each.path("code")).toList());
    }

    private static String text(List<Response> answers) {
        return answers.stream().map(Response::asString).toList().toString();
    }

    @Test
    void onePersonJoinsThroughOneUnitAlone() throws Exception {
        String number = SampleUnion.number();
        List<String> units = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            units.add(UNION.unit());
        }
        oneWon(
                atOnce(i -> UNION.post(
                        "units/" + units.get(i) + "/members", SampleUnion.roster(2018, "2018-01-01", List.of(number)))),
                409,
                "member-already");
        assertEquals("1", database.one("select count(*) from membership m join mutual_aid_unit u using (credit_code)"
                + " where u.credit_code in ('" + String.join("','", units) + "') and m.superseded_at is null"));
    }

    @Test
    void onePaymentOfTheBankIsTakenOnceWhoeverBringsIt() throws Exception {
        String reference = SampleUnion.reference();
        List<String> units = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            units.add(UNION.unit());
        }
        oneWon(
                atOnce(i -> UNION.post(
                        "contributions", SampleUnion.payment(units.get(i), 2018, "5.00", "2018-01-05", reference))),
                409,
                "bank-reference-used");
        assertEquals("1", database.one("select count(*) from contribution where bank_reference = '" + reference + "'"));
    }

    @Test
    void oneKeyIsOnePayment() throws Exception {
        String body = SampleUnion.payment(UNION.unit(), 2018, "5.00", "2018-01-05", SampleUnion.reference());
        String key = UUID.randomUUID().toString();
        List<Response> answers = atOnce(i -> UNION.client.post(key, "mutual-aid/contributions", body));
        assertEquals(Collections.nCopies(THREADS, 201), answers.stream().map(Response::statusCode).toList());
        assertEquals(1, answers.stream().map(Response::asString).distinct().count());
        assertEquals(THREADS - 1, answers.stream().filter(each -> each.header("Idempotent-Replayed") != null).count());
        UNION.client.post(key, "mutual-aid/contributions", body.replace("5.00", "6.00")).then().statusCode(422);
    }

    /** Of several payments for the same members one pays them; what the others brought waits in suspense. */
    @Test
    void nobodyIsPaidForTwice() throws Exception {
        String unit = UNION.unit();
        UNION.members(unit, 2018, "2018-01-01", 2);
        List<Response> answers = atOnce(i -> UNION.post(
                "contributions", SampleUnion.payment(unit, 2018, "200.00", "2018-01-05", SampleUnion.reference())));
        assertEquals(Collections.nCopies(THREADS, 201), answers.stream().map(Response::statusCode).toList());
        assertEquals(1, answers.stream().filter(each -> each.path("contribution.outcome").equals("MATCHED")).count());
        assertEquals("200.00", sum(unit, "matched"));
        assertEquals((THREADS - 1) * 200 + ".00", sum(unit, "suspense"));
        assertEquals(List.of(), database.column("select id from contribution_difference"));
    }

    private String sum(String unit, String column) throws Exception {
        return database.one("select to_char(sum(" + column + ") / 100.0, 'FM999990.00') from contribution where credit_code = '"
                + unit + "'");
    }

    @Test
    void suspenseIsGivenAwayOnce() throws Exception {
        String unit = UNION.unit();
        String id = UNION.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-01-05", SampleUnion.reference()))
                .getString("contribution.contributionId");
        List<String> members = UNION.members(unit, 2018, "2018-01-01", THREADS);
        List<Response> answers = atOnce(i -> i % 2 == 0
                ? UNION.post("contributions/" + id + "/allotments",
                        "{\"members\":" + SampleUnion.named(members.subList(i, i + 1)) + "}")
                : UNION.post("contributions/" + id + "/refunds",
                        SampleUnion.refund("100.00", "2018-02-01", SampleUnion.reference())));
        oneWon(answers, 409, "suspense-exceeded");
    }

    @Test
    void leavingAndPayingAtOnceIsOneOfThem() throws Exception {
        for (int round = 0; round < 5; round++) {
            String unit = UNION.unit();
            String member = UNION.members(unit, 2018, "2018-01-01", 1).get(0);
            List<Response> answers = atOnce(i -> i == 0
                    ? UNION.post("memberships/" + member + "/leaving", "{\"reason\":\"LEFT\",\"lastDay\":\"2018-06-30\"}")
                    : UNION.post("contributions", SampleUnion.payment(
                            unit, 2018, "100.00", "2018-01-05", List.of(member))));
            assertTrue(answers.stream().allMatch(each -> each.statusCode() < 300), () -> text(answers));
            assertEquals("1", database.one(
                    "select count(*) from contribution_due_outcome where membership_id = '" + member + "'"));
            assertEquals(List.of(), database.column("select id from contribution_difference"));
        }
    }

    /** Two who exchange members between the same two units never wait for each other. */
    @Test
    void transfersCrossEachOther() throws Exception {
        List<String> units = List.of(UNION.unit(), UNION.unit());
        List<String> members = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            members.add(UNION.members(units.get(i % 2), 2018, "2018-01-01", 1).get(0));
        }
        List<Response> answers = atOnce(i -> UNION.post("memberships/" + members.get(i) + "/transfer",
                "{\"unitCode\":\"" + units.get(1 - i % 2) + "\",\"on\":\"2018-07-01\"}"));
        assertEquals(Collections.nCopies(THREADS, 200), answers.stream().map(Response::statusCode).toList());
    }
}
