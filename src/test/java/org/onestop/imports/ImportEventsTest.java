package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever follows a job hears of everything and is told when it has ended. */
@QuarkusTest
class ImportEventsTest {

    private final SampleImporter office = SampleImporter.civilAffairs();

    /** An event: its name and what it says. */
    private record Event(String name, JsonPath data) {}

    @Test
    void progressIsToldUntilTheEnd() {
        String id = office.handIn("households", SampleFile.bytes(SampleFile.csv(SampleFile.rows(6_000))));
        List<Event> events = follow(id);
        Event last = events.get(events.size() - 1);
        assertEquals("end", last.name());
        assertEquals("DONE", last.data().getString("state"));
        assertEquals("6000 6000 0 0 0", SampleImporter.counts(last.data()));
        assertTrue(events.size() >= 2, "nothing was told on the way");
        long before = -1;
        for (Event event : events.subList(0, events.size() - 1)) {
            assertEquals("progress", event.name());
            assertTrue(event.data().getLong("rowsRead") >= before, "progress went back");
            before = event.data().getLong("rowsRead");
        }
        assertEquals(office.job(id).prettify(), last.data().prettify());
    }

    @Test
    void whoComesLateIsToldTheEnd() {
        String id = office.done("households", SampleFile.csv(SampleFile.rows(1))).getString("id");
        List<Event> events = follow(id);
        assertEquals(1, events.size());
        assertEquals("end", events.get(0).name());
    }

    private List<Event> follow(String id) {
        Response stream = office.request().accept("text/event-stream").get("/api/v1/imports/" + id + "/events");
        assertEquals(200, stream.statusCode(), stream::asString);
        List<Event> events = new ArrayList<>();
        String name = null;
        for (String line : stream.asString().lines().toList()) {
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                events.add(new Event(name, JsonPath.from(line.substring("data:".length()))));
            }
        }
        return events;
    }
}
