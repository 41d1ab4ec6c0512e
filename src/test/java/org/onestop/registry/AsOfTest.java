package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A file as of any day, and as the register knew it at any moment; and what corrections announce. */
@QuarkusTest
class AsOfTest {

    @Inject
    SamplePeople people;

    @Inject
    RegisterStatements statements;

    @Inject
    HeardCorrections heard;

    private SampleHousehold household;

    /** The moment of the last thing that happened to the file; nothing else has happened to it since. */
    private String now() {
        OffsetDateTime last = statements.first("select max(recorded_at) from change_record where object = ?",
                row -> row.getObject(1, OffsetDateTime.class), household.fileNo).orElseThrow();
        return last.toInstant().toString();
    }

    @Test
    void theDaysBeforeWithinAndAfterAPeriod() {
        household = SampleHousehold.opened("2018-01-01", people.resident());
        String category = household.approved("DIBAO", "2018-03-05");
        household.exit(category, "2018-06-30").then().statusCode(201);
        String[][] rows = {
            {"2018-01-01", "REGISTERED", "0", "0"}, {"2018-03-04", "REGISTERED", "0", "0"},
            {"2018-03-05", "APPROVED", "1", "3"}, {"2018-06-30", "APPROVED", "1", "3"},
            {"2018-07-01", "ENDED", "1", "3"}};
        for (String[] row : rows) {
            Response file = household.read(household.community, "?asOf=" + row[0]);
            file.then().statusCode(200).body("asOf", equalTo(row[0])).body("state", equalTo(row[1]))
                    .body("categories", hasSize(Integer.parseInt(row[2])));
            List<Object> steps = file.path("applications.steps.flatten()");
            assertEquals(Integer.parseInt(row[3]), steps.size(), row[0]);
        }
        household.read(household.community, "?asOf=2018-06-29").then().body("exits", hasSize(0));
        household.read(household.community, "?asOf=2018-06-30").then().body("exits", hasSize(1));
    }

    /** What was done later with effect on earlier days is not what the register knew earlier. */
    @Test
    void whatTheRegisterKnewBeforeACorrection() {
        household = SampleHousehold.opened("2018-01-01", people.resident());
        String opened = now();
        String category = household.approved("DIBAO", "2018-03-05");
        String approved = now();
        household.exit(category, "2018-06-30").then().statusCode(201);
        String exited = now();
        String on = "?asOf=2018-08-01&knownAt=";
        household.read(household.community, on + opened).then().body("state", equalTo("REGISTERED"))
                .body("categories", hasSize(0)).body("applications", hasSize(0));
        household.read(household.community, on + approved).then().body("state", equalTo("APPROVED"))
                .body("categories[0].to", nullValue()).body("exits", hasSize(0));
        household.read(household.community, on + exited).then().body("state", equalTo("ENDED"))
                .body("categories[0].to", equalTo("2018-06-30"));
        household.read(household.community, "?asOf=2018-08-01").then().body("state", equalTo("ENDED"));
        household.read(household.community, "?asOf=2018-05-01&knownAt=" + exited).then().body("state", equalTo("APPROVED"));
        // The same moment, written with another offset.
        String shanghai = OffsetDateTime.parse(approved).withOffsetSameInstant(java.time.ZoneOffset.ofHours(8)).toString()
                .replace("+", "%2B");
        household.community.request().urlEncodingEnabled(false)
                .get("/api/v1/households/" + household.fileNo + "?asOf=2018-08-01&knownAt=" + shanghai)
                .then().statusCode(200).body("state", equalTo("APPROVED"));
    }

    @Test
    void membersAndResidenceAsOfBothTimes() {
        household = SampleHousehold.opened("2018-01-01", people.resident());
        String opened = now();
        String file = "households/" + household.fileNo;
        household.community.post(file + "/members/" + household.memberId + "/departure",
                "{\"because\":\"LEFT\",\"lastDay\":\"2018-05-31\"}").then().statusCode(201);
        String left = now();
        String area = household.area.substring(0, 9) + "999";
        household.community.post(file + "/moves", "{\"area\":\"" + area + "\",\"from\":\"2018-04-01\"}").then().statusCode(201);
        String[][] rows = {
            {"2018-06-01", opened, "1", household.area}, {"2018-06-01", left, "0", household.area},
            {"2018-05-31", left, "1", household.area}, {"2018-05-31", now(), "1", area},
            {"2018-03-31", now(), "1", household.area}, {"2018-06-01", now(), "0", area}};
        for (String[] row : rows) {
            household.read(household.township, "?asOf=" + row[0] + "&knownAt=" + row[1]).then().statusCode(200)
                    .body("members", hasSize(Integer.parseInt(row[2]))).body("area", equalTo(row[3]));
        }
    }

    /**
     * After many random changes: whatever the register said of a day right after a change, it still says when asked for that
     * day and that moment, whatever has changed since.
     */
    @Test
    void whatWasOnceReadIsReadForEver() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        household = SampleHousehold.opened("2018-01-01", people.resident());
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            change(random, LocalDate.of(2018, 1, 1).plusDays(random.nextInt(700)).toString());
            String moment = now();
            for (int j = 0; j < 3; j++) {
                String query = "?asOf=" + LocalDate.of(2018, 1, 1).plusDays(random.nextInt(900)) + "&knownAt=" + moment;
                questions.add(query);
                answers.add(household.read(household.township, query).then().statusCode(200).extract().asString());
            }
        }
        for (int i = 0; i < questions.size(); i++) {
            assertEquals(answers.get(i), household.read(household.township, questions.get(i)).asString(),
                    "seed " + seed + ": " + questions.get(i));
        }
        assertEquals("0", statements.first("select count(*)::text from household_member a join household_member b"
                + " on a.member_id = b.member_id and a.id < b.id and a.superseded_at is null and b.superseded_at is null"
                + " and daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')"
                + " where a.file_no = ?", row -> row.getString(1), household.fileNo).orElseThrow());
    }

    /** Some of these are refused, as some things can't follow others; that changes nothing. */
    private void change(Random random, String day) {
        String file = "households/" + household.fileNo;
        switch (random.nextInt(5)) {
            case 0 -> household.community.post(file + "/members",
                    "{\"idNumber\":\"" + SampleHousehold.stranger("路人").idNumber()
                            + "\",\"name\":\"路人\",\"relation\":\"OTHER\",\"from\":\"" + day + "\"}");
            case 1 -> household.community.post(file + "/members/" + household.memberId + "/illness",
                    "{\"seriouslyIll\":" + random.nextBoolean() + ",\"from\":\"" + day + "\"}");
            case 2 -> household.community.post(file + "/moves", "{\"area\":\"" + household.area + "\",\"from\":\"" + day + "\"}");
            case 3 -> household.lodge(List.of("DIBAO", "HOUSING", "WORKER").get(random.nextInt(3)), day);
            default -> {
                String held = household.read(household.township, "").path("categories.find { it.to == null }?.id");
                if (held == null) {
                    household.lodge("DIBAO", day);
                } else {
                    household.exit(held, day);
                }
            }
        }
    }

    // ---- corrections ----

    @Test
    void whatReachesBackIsAnnouncedWithWhomItConcerns() {
        SamplePeople.Sample person = people.resident();
        household = SampleHousehold.opened("2018-01-01", person);
        assertEquals(List.of(), heard.of(household.fileNo), "nobody's standing changes where no category is held");
        String category = household.approved("DIBAO", "2018-03-05");
        UUID id = person.id();
        announced(new RegisterCorrected(household.fileNo, List.of(id), day("2018-03-05"), null, "CATEGORY_APPROVED"));
        household.exit(category, "2018-06-30").then().statusCode(201);
        announced(new RegisterCorrected(household.fileNo, List.of(id), day("2018-07-01"), null, "CATEGORY_EXITED"));
        String member = "households/" + household.fileNo + "/members/" + household.memberId;
        household.community.post(member + "/illness", "{\"seriouslyIll\":true,\"from\":\"2018-04-01\"}").then().statusCode(201);
        announced(new RegisterCorrected(household.fileNo, List.of(id), day("2018-04-01"), null, "MEMBER_ILLNESS"));
        household.community.post(member + "/departure", "{\"because\":\"DIED\",\"lastDay\":\"2018-08-01\"}").then().statusCode(201);
        announced(new RegisterCorrected(household.fileNo, List.of(id), day("2018-08-02"), null, "MEMBER_DIED"));
    }

    @Test
    void whatIsRefusedOrLiesAheadAnnouncesNothing() {
        household = SampleHousehold.opened("2018-01-01", people.resident());
        String category = household.approved("DIBAO", "2018-03-05");
        int before = heard.of(household.fileNo).size();
        household.exit(category, "2018-03-04").then().statusCode(422);
        household.civilAffairs.post("households/" + household.fileNo + "/categories/" + category + "/exit",
                "{\"reason\":\"今日起不再符合\"}").then().statusCode(201);
        assertEquals(before, heard.of(household.fileNo).size());
    }

    private void announced(RegisterCorrected expected) {
        List<RegisterCorrected> all = heard.of(household.fileNo);
        assertTrue(!all.isEmpty(), "nothing was announced");
        assertEquals(expected, all.get(all.size() - 1));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
