package org.onestop.recomputation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;

/** Recomputations as an auditor or somebody else asks for them. */
public final class SampleRecomputation {

    public static final SampleRecomputation AUDITOR = new SampleRecomputation(Role.CIVIL_AFFAIRS_AUDITOR);
    static final SampleRecomputation POLICY_ADMIN = new SampleRecomputation(Role.POLICY_ADMIN);
    static final String PATH = "audit/recomputations";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final SampleClient client;

    private SampleRecomputation(Role role) {
        client = SampleClient.of(role);
    }

    SampleClient client() {
        return client;
    }

    static String of(Collection<String> ids) {
        return of(ids, "");
    }

    /** A request for some settlements, with further members. */
    static String of(Collection<String> ids, String more) {
        return "{\"ids\":[" + ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",")) + "]" + more + "}";
    }

    String asked(String body) {
        return client.post(PATH, body).then().statusCode(202).extract().path("id");
    }

    /** The job when it has ended. */
    JsonPath ended(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Response job = client.get(PATH + "/" + id);
            assertEquals(200, job.statusCode(), job::asString);
            if (!List.of("QUEUED", "RUNNING").contains(job.path("state"))) {
                return job.jsonPath();
            }
            assertTrue(System.nanoTime() < deadline, job::asString);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Asks, and waits until it is done. */
    public JsonPath done(String body) {
        JsonPath job = ended(asked(body));
        assertEquals("DONE", job.getString("state"), job::prettify);
        return job;
    }

    /** All differences of a job, page by page. */
    public List<Map<String, Object>> differences(JsonPath job) {
        List<Map<String, Object>> found = new ArrayList<>();
        String cursor = "";
        do {
            Response page = client.get(PATH + "/" + job.getString("id") + "/differences?limit=7" + cursor);
            assertEquals(200, page.statusCode(), page::asString);
            found.addAll(page.path("items"));
            cursor = page.path("next") == null ? null : "&cursor=" + page.path("next");
        } while (cursor != null);
        return found;
    }

    /** Each difference in a line: record, part, reason, name, what comes out less what is stored, tier. */
    public static List<String> lines(List<Map<String, Object>> differences) {
        return differences.stream()
                .map(each -> {
                    Object step = each.get("step") == null ? "-" : ((Map<?, ?>) each.get("step")).get("tier");
                    return each.get("record") + " " + each.get("part") + " " + each.get("reason") + " " + each.get("name")
                            + " " + each.getOrDefault("difference", "-") + " " + step;
                })
                .toList();
    }
}
