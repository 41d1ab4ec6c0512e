package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople.Sample;

/** What the register knows of people stands sealed in its tables, and in nothing that is kept or written beside them. */
@QuarkusTest
class RegistryPrivacyTest {

    private static final String NAME = "绝无仅有的姓名";

    /** In every text that a form takes; whoever writes about people writes names. */
    private static final String TOLD = "绝无仅有的情况";

    @Inject
    RegisterStatements statements;

    @Test
    void whatIsKnownOfPeopleIsFoundNowhere() throws IOException {
        Sample person = SampleHousehold.stranger(NAME);
        List<String> marks = marks(person.idNumber(), NAME, TOLD);
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Handler listener = listener(log);
        Logger.getLogger("").addHandler(listener);
        List<Response> answers;
        try {
            answers = live(person);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertEquals(List.of(), marked(log.stream(), marks));
        for (Response answer : answers) {
            assertEquals(List.of(), marked(Stream.of(answer.asString(), answer.headers().toString()), marks));
        }
        for (String table : statements.list("select relname from pg_class where relkind in ('r', 'p')"
                + " and relnamespace = 'public'::regnamespace and has_table_privilege(oid, 'select')",
                row -> row.getString(1))) {
            List<String> rows = statements.list("select x::text from " + table + " x", row -> row.getString(1));
            assertEquals(List.of(), marked(rows.stream(), marks), table);
        }
        try (Stream<String> lines = Files.lines(Path.of("target/test-data/postgresql.log"), StandardCharsets.UTF_8)) {
            assertEquals(List.of(), marked(lines, marks));
        }
    }

    /** The life of a household, refusals included; every answer that is kept or given by mistake. */
    private static List<Response> live(Sample person) {
        SampleHousehold household = SampleHousehold.place();
        List<Response> answers = new ArrayList<>();
        String member = SampleHousehold.member(person, "HEAD");
        answers.add(household.community.post("households", household.opening("2018-01-01", member)));
        household.fileNo = answers.get(0).path("fileNo");
        household.memberId = answers.get(0).path("members[0].memberId");
        String file = "households/" + household.fileNo;
        answers.add(household.community.post("households", household.opening("2018-01-01", member)));
        answers.add(household.community.post(file + "/members", member));
        answers.add(household.community.post(file + "/members", member.replace(NAME, "别人")));
        answers.add(household.community.post("households", household.opening("2018-01-01", member.replace(NAME, NAME + "甲"))));
        answers.add(household.community.post("households", "{\"" + person.idNumber() + "\":1,\"" + NAME + "\":2}"));
        answers.add(household.community.get("households/" + person.idNumber()));
        answers.add(household.community.get(file + "?purpose=" + person.idNumber()));
        answers.add(household.community.search("{\"idNumber\":\"" + person.idNumber() + "\"}"));
        answers.add(household.community.post(file + "/members/" + household.memberId + "/illness",
                "{\"seriouslyIll\":true,\"from\":\"2018-01-02\"}"));
        Response lodged = household.community.post(file + "/applications",
                "{\"category\":\"DIBAO\",\"statement\":\"" + TOLD + "\",\"lodgedOn\":\"2018-03-05\"}");
        answers.add(lodged);
        String application = lodged.path("id");
        answers.addAll(procedure(household, application));
        String category = answers.get(answers.size() - 1).path("categoryId");
        answers.add(household.civilAffairs.post(file + "/categories/" + category + "/reviews",
                "{\"result\":\"CONTINUE\",\"opinion\":\"" + TOLD + "\",\"reviewedOn\":\"2018-06-01\"}"));
        answers.add(household.civilAffairs.post(file + "/categories/" + category + "/exit",
                "{\"reason\":\"" + TOLD + "\",\"lastDay\":\"2018-07-01\"}"));
        answers.add(household.read(household.community, "/history"));
        answers.add(household.read(household.housing, ""));
        answers.add(household.community.get("registry/work-list"));
        answers.add(household.community.post(file + "/members/" + household.memberId + "/departure",
                "{\"because\":\"DIED\",\"lastDay\":\"2018-08-01\"}"));
        // Whoever needs to know does see it, so there was something to be found.
        Response seen = household.read(household.community, "?asOf=2018-07-01");
        assertEquals(NAME, seen.path("members[0].name"));
        assertEquals(TOLD, seen.path("applications[0].statement"));
        assertEquals(TOLD, seen.path("applications[0].steps[2].visitRecord.findings"));
        assertEquals(TOLD, seen.path("exits[0].reason"));
        assertTrue(answers.stream().filter(each -> each.statusCode() == 201).count() > 8);
        return answers;
    }

    private static List<Response> procedure(SampleHousehold household, String application) {
        List<Response> answers = new ArrayList<>();
        answers.add(household.take(household.community, application, SampleHousehold.step("INVESTIGATION", "RETURN",
                "2018-03-05", "\"returnTo\":\"APPLICATION\"").replace("意见", TOLD)));
        answers.add(household.community.post("households/" + household.fileNo + "/applications/" + application
                + "/resubmission", "{\"statement\":\"" + TOLD + "\",\"lodgedOn\":\"2018-03-05\"}"));
        String visit = SampleHousehold.investigation("2018-03-05").replace("家中无劳动力", TOLD).replace("务农", TOLD)
                .replace("漏雨", TOLD).replace("经办甲", NAME).replace("属实", TOLD);
        answers.add(household.take(household.community, application, visit.replace("RENTED", TOLD)));
        answers.add(household.take(household.community, application, visit));
        answers.add(household.take(household.township, application,
                SampleHousehold.step("REVIEW", "PASS", "2018-03-05").replace("意见", TOLD)));
        answers.add(household.take(household.civilAffairs, application,
                SampleHousehold.step("APPROVAL", "PASS", "2018-03-05").replace("意见", TOLD)));
        return answers;
    }

    /** As they are, and as a column of bytes shows them. */
    private static List<String> marks(String... texts) {
        List<String> marks = new ArrayList<>(List.of(texts));
        for (String text : texts) {
            marks.add(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        }
        return marks;
    }

    private static List<String> marked(Stream<String> lines, List<String> marks) {
        return lines.filter(line -> line != null && marks.stream().anyMatch(line::contains)).toList();
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
