package org.onestop.journal;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;

/** Verifications as an auditor has them made. */
public final class SampleVerification {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final SampleClient AUDITOR = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    private SampleVerification() {}

    /** What a verification finds: kind, table, row and detail of each. */
    public static TreeSet<String> findings() {
        return findings("{}");
    }

    static TreeSet<String> findings(String request) {
        Response begun = AUDITOR.post("audit/verifications", request);
        begun.then().statusCode(202);
        return read(begun.path("id"));
    }

    static TreeSet<String> read(String id) {
        Response page = finished(id);
        TreeSet<String> found = new TreeSet<>();
        add(found, page);
        while (page.path("next") != null) {
            page = AUDITOR.get("audit/verifications/" + id + "?limit=200&cursor=" + page.path("next"));
            page.then().statusCode(200);
            add(found, page);
        }
        return found;
    }

    private static void add(TreeSet<String> found, Response page) {
        for (Map<String, Object> each : page.<List<Map<String, Object>>>path("items")) {
            found.add(each.get("kind") + " " + each.get("table") + " " + each.get("row") + ": " + each.get("detail"));
        }
    }

    private static Response finished(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Response now = AUDITOR.get("audit/verifications/" + id + "?limit=200");
            now.then().statusCode(200);
            if (!now.path("state").equals("RUNNING")) {
                assertNotEquals("FAILED", now.path("state"));
                return now;
            }
            Thread.onSpinWait();
        }
        assertTrue(false, "the verification did not end");
        return null;
    }

    /** What is in one and not in another. */
    public static TreeSet<String> less(TreeSet<String> found, TreeSet<String> before) {
        TreeSet<String> more = new TreeSet<>(found);
        more.removeAll(before);
        return more;
    }
}
