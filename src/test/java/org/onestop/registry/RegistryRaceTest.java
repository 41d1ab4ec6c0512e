package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople.Sample;

/** Many registrars at one file, or at one person, at the same moment: as if one after another. */
@QuarkusTest
class RegistryRaceTest {

    private static final int THREADS = 12;

    @Inject
    SamplePeople people;

    @Inject
    RegisterStatements statements;

    @Test
    void twoApprovalsUnderOneKeyAreOne() throws Exception {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        String application = household.reviewed("DIBAO", "2018-03-05");
        String key = UUID.randomUUID().toString();
        List<Response> answers = atOnce(() -> household.civilAffairs.post(key,
                "households/" + household.fileNo + "/applications/" + application + "/steps",
                SampleHousehold.step("APPROVAL", "PASS", "2018-03-06")));
        assertEquals(Collections.nCopies(THREADS, 201), answers.stream().map(Response::statusCode).toList());
        assertEquals(1, answers.stream().map(Response::asString).distinct().count());
        assertEquals(THREADS - 1, answers.stream().filter(each -> each.header("Idempotent-Replayed") != null).count());
        onceApproved(household, application);
    }

    @Test
    void twoApprovalsUnderTwoKeysAreOne() throws Exception {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        String application = household.reviewed("DIBAO", "2018-03-05");
        List<Response> answers = atOnce(() -> household.take(household.civilAffairs, application,
                SampleHousehold.step("APPROVAL", "PASS", "2018-03-06")));
        oneWon(answers, "application-closed");
        onceApproved(household, application);
    }

    private void onceApproved(SampleHousehold household, String application) {
        assertEquals(List.of("1"), texts("select count(*)::text from household_category where file_no = ?", household.fileNo));
        assertEquals(List.of("1"), texts("select count(*)::text from application_step where step = 'APPROVAL'"
                + " and application_id = ?", UUID.fromString(application)));
        assertEquals(List.of("1"), texts("select count(*)::text from journal_record where kind = 'APPROVAL'"
                + " and subject_id = ?", UUID.fromString(application)));
        assertEquals(List.of("1"), texts("select count(*)::text from change_record where kind = 'CATEGORY_APPROVED'"
                + " and object = ?", household.fileNo));
    }

    @Test
    void twoApplicationsForOneCategoryAreOne() throws Exception {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        oneWon(atOnce(() -> household.lodge("DIBAO", "2018-03-05")), "application-already-open");
    }

    @Test
    void oneNumberIsOneFile() throws Exception {
        SampleHousehold place = SampleHousehold.place();
        List<Sample> heads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            heads.add(people.resident());
        }
        List<Response> answers = atOnce(() -> {
            Sample head;
            synchronized (heads) {
                head = heads.remove(0);
            }
            return place.community.post("households", place.opening("2018-01-01", SampleHousehold.member(head, "HEAD"))
                    .replaceFirst("\\{", "{\"fileNo\":\"R-" + place.area + "\","));
        });
        oneWon(answers, "household-exists");
    }

    /** Somebody whom the register has never seen, and somebody whom it has. */
    @Test
    void twoHouseholdsClaimOnePerson() throws Exception {
        for (Sample person : List.of(people.resident(), SampleHousehold.stranger("陌生人"))) {
            SampleHousehold place = SampleHousehold.place();
            List<Response> answers = atOnce(() -> place.community.post("households",
                    place.opening("2018-01-01", SampleHousehold.member(person, "HEAD"))));
            oneWon(answers, "person-in-another-household");
            place.community.search("{\"idNumber\":\"" + person.idNumber() + "\"}").then().statusCode(200);
            assertEquals(1, place.community.search("{}").<List<Object>>path("items").size());
        }
    }

    /** Two files with the same people in opposite orders would wait for each other, were they taken in the order given. */
    @Test
    void manyTakeTheSamePeopleInAnyOrder() throws Exception {
        SampleHousehold place = SampleHousehold.place();
        List<Sample> persons = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            persons.add(SampleHousehold.stranger("众人" + i));
        }
        List<Response> answers = atOnce(() -> {
            List<Sample> mine = new ArrayList<>(persons);
            Collections.shuffle(mine);
            return place.community.post("households", place.opening("2018-01-01",
                    mine.stream().map(each -> SampleHousehold.member(each, "OTHER")).toArray(String[]::new)));
        });
        oneWon(answers, "person-in-another-household");
    }

    @Test
    void manyChangesOfOneFileLeaveOneHistory() throws Exception {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        List<Response> answers = atOnce(() -> household.community.post(
                "households/" + household.fileNo + "/members/" + household.memberId + "/illness",
                "{\"seriouslyIll\":true,\"from\":\"2018-02-01\"}"));
        answers.forEach(each -> assertEquals(201, each.statusCode(), each::asString));
        assertEquals(List.of("2018-01-01 2018-01-31 f", "2018-02-01 - t"), texts(
                "select concat_ws(' ', valid_from, coalesce(valid_to::text, '-'), left(seriously_ill::text, 1))"
                        + " from household_member where file_no = ? and superseded_at is null order by valid_from",
                household.fileNo));
    }

    private void oneWon(List<Response> answers, String code) {
        assertEquals(1, answers.stream().filter(each -> each.statusCode() == 201).count());
        TreeSet<String> others = new TreeSet<>();
        answers.stream().filter(each -> each.statusCode() != 201).forEach(each -> others.add(each.path("code")));
        assertEquals(new TreeSet<>(List.of(code)), others);
    }

    private List<String> texts(String sql, Object value) {
        return statements.list(sql, row -> row.getString(1), value);
    }

    private static List<Response> atOnce(Callable<Response> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Response>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
