package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.time.BusinessClock;

/** Households' files are opened, and their circumstances change. */
@QuarkusTest
class HouseholdFilesTest {

    @Inject
    SamplePeople people;

    @Inject
    BusinessClock clock;

    /** {@code {area}}, {@code {id}} and {@code {name}} stand for what fits; each row has one mistake. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | invalid-request       | {"members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            400 | invalid-request       | {"area":"{area}"}
            400 | invalid-request       | {"area":"{area}","members":[]}
            400 | invalid-request       | {"area":"{area}","members":[{"idNumber":"{id}","name":"{name}"}]}
            400 | invalid-request       | {"area":"{area}","members":[{"idNumber":"{id}","name":"{name}","relation":"UNCLE"}]}
            400 | invalid-request       | {"area":"{area}","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD","x":1}]}
            400 | invalid-request       | {"area":"52020300","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            400 | invalid-request       | {"fileNo":"a b","area":"{area}","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            400 | invalid-request       | {"fileNo":"search","area":"{area}","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            400 | invalid-request       | {"fileNo":"{id}","area":"{area}","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            400 | invalid-request       | {"area":"{area}","openedOn":"2018-02-30","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            403 | area-mismatch         | {"area":"520203999001","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            403 | area-mismatch         | {"area":"520203000000","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            422 | id-number-invalid     | {"area":"{area}","members":[{"idNumber":"520299197002021020","name":"{name}","relation":"HEAD"}]}
            422 | date-in-future        | {"area":"{area}","openedOn":"2999-01-01","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            422 | person-name-mismatch  | {"area":"{area}","members":[{"idNumber":"{id}","name":"另一人","relation":"HEAD"}]}
            422 | division-unknown      | {"area":"{area}","openedOn":"1960-01-01","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"}]}
            409 | period-overlap        | {"area":"{area}","members":[{"idNumber":"{id}","name":"{name}","relation":"HEAD"},{"idNumber":"{id}","name":"{name}","relation":"CHILD"}]}
            """)
    void aFileThatCannotBeOpened(int status, String code, String body) {
        SampleHousehold place = SampleHousehold.place();
        Sample head = people.resident();
        String filled = body.replace("{area}", place.area).replace("{id}", head.idNumber()).replace("{name}", head.name());
        place.community.post("households", filled).then().statusCode(status).body("code", equalTo(code));
        place.community.search("{\"idNumber\":\"" + head.idNumber() + "\"}").then().statusCode(200).body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hospital", "union-admin", "policy-admin", "system-admin", "civil-affairs-auditor"})
    void onlyRegistrarsOpenFiles(String role) {
        SampleHousehold place = SampleHousehold.place();
        SampleRegistrar.of(role, "x", Map.of("hospital_code", "H52020100001", "area", place.area, "level", "COMMUNITY"))
                .post("households", place.opening("2018-01-01", SampleHousehold.member(people.resident(), "HEAD")))
                .then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @ParameterizedTest
    @CsvSource({"level,COMMUNITY", "area,520203101001", "level,CITY", "area,5202"})
    void aRegistrarWithoutBothBindingsIsNone(String claim, String value) {
        SampleHousehold place = SampleHousehold.place();
        SampleRegistrar.registrar("x", Map.of(claim, value))
                .post("households", place.opening("2018-01-01", SampleHousehold.member(people.resident(), "HEAD")))
                .then().statusCode(403).body("code", equalTo("binding-missing"));
    }

    @Test
    void aFileIsOpenedWithItsMembers() {
        SampleHousehold place = SampleHousehold.place();
        Sample head = people.resident();
        Sample child = SampleHousehold.stranger("新人");
        Response answer = place.community.post("households",
                place.opening("2018-03-01", SampleHousehold.member(head, "HEAD"), SampleHousehold.member(child, "CHILD")));
        answer.then().statusCode(201)
                .body("fileNo", matchesPattern("520203-2018-[0-9]{6}"))
                .body("members.relation", equalTo(List.of("HEAD", "CHILD")));
        assertEquals("/api/v1/households/" + answer.path("fileNo"),
                answer.header("Location").replaceFirst("^https?://[^/]+", ""));
        place.township.get("households/" + answer.path("fileNo")).then().statusCode(200)
                .body("state", equalTo("REGISTERED"))
                .body("area", equalTo(place.area))
                .body("residentSince", equalTo("2018-03-01"))
                .body("members.name", equalTo(List.of("测试居民", "新人")))
                .body("members.from", equalTo(List.of("2018-03-01", "2018-03-01")))
                .body("categories", hasSize(0))
                .body("applications", hasSize(0));
    }

    @Test
    void theSameKeyOpensOneFileAndAnswersAlike() {
        SampleHousehold place = SampleHousehold.place();
        String key = UUID.randomUUID().toString();
        String body = place.opening("2018-03-01", SampleHousehold.member(people.resident(), "HEAD"));
        Response first = place.community.post(key, "households", body);
        Response second = place.community.post(key, "households", body);
        assertEquals(first.asString(), second.asString());
        assertEquals("true", second.header("Idempotent-Replayed"));
        assertEquals(first.header("Location"), second.header("Location"));
        place.community.post(key, "households", place.opening("2018-03-02", SampleHousehold.member(people.resident(), "HEAD")))
                .then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        place.community.search("{}").then().body("items", hasSize(1));
    }

    @Test
    void aNumberOfOnesOwnIsTakenOnce() {
        SampleHousehold place = SampleHousehold.place();
        String fileNo = "LZ-" + place.area;
        for (int status : new int[] {201, 409}) {
            String body = place.opening("2018-03-01", SampleHousehold.member(people.resident(), "HEAD"))
                    .replaceFirst("\\{", "{\"fileNo\":\"" + fileNo + "\",");
            Response answer = place.community.post("households", body);
            assertEquals(status, answer.statusCode());
            assertEquals(status == 201 ? fileNo : null, answer.path("fileNo"));
            assertEquals(status == 201 ? null : "household-exists", answer.path("code"));
        }
    }

    @Test
    void aPersonBelongsToOneHouseholdAtATime() {
        Sample person = people.resident();
        SampleHousehold first = SampleHousehold.opened("2018-01-01", person);
        SampleHousehold second = SampleHousehold.place();
        String body = second.opening("2018-06-01", SampleHousehold.member(person, "HEAD"));
        second.community.post("households", body).then().statusCode(409).body("code", equalTo("person-in-another-household"));
        first.community.post("households/" + first.fileNo + "/members/" + first.memberId + "/departure",
                "{\"because\":\"OTHER_HOUSEHOLD\",\"lastDay\":\"2018-06-01\"}").then().statusCode(201);
        second.community.post("households", body).then().statusCode(409).body("code", equalTo("person-in-another-household"));
        second.community.post("households", body.replace("2018-06-01", "2018-06-02")).then().statusCode(201);
        first.read(first.community, "?asOf=2018-06-01").then().body("members", hasSize(1));
        first.read(first.community, "?asOf=2018-06-02").then().body("members", hasSize(0));
    }

    @Test
    void anotherAreasFileIsNotThere() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        SampleHousehold other = SampleHousehold.place();
        for (SampleRegistrar stranger : List.of(other.community, SampleRegistrar.client("registrar-civil-affairs"),
                SampleRegistrar.client("registrar-panzhou-civil-affairs"))) {
            household.read(stranger, "").then().statusCode(404).body("code", equalTo("household-not-found"));
            household.read(stranger, "/history").then().statusCode(404);
            stranger.post("households/" + household.fileNo + "/moves", "{\"area\":\"" + other.area + "\"}")
                    .then().statusCode(404).body("code", equalTo("household-not-found"));
            stranger.post("households/" + household.fileNo + "/members", SampleHousehold.member(people.resident(), "CHILD"))
                    .then().statusCode(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "520203-2018-999999", "..%2F", "%00", "'", "520299197002021021"})
    void aNumberThatIsNoFilesIsNotThere(String fileNo) {
        SampleRegistrar.auditor().request().urlEncodingEnabled(false).get("/api/v1/households/" + fileNo)
                .then().statusCode(404);
    }

    // ---- members ----

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            members                         | {"idNumber":"{id}","name":"{name}","relation":"CHILD","from":"2017-12-31"}  | 422 | dates-out-of-order
            members                         | {"idNumber":"{id}","name":"{name}","relation":"CHILD","from":"2999-12-31"}  | 422 | date-in-future
            members                         | {"idNumber":"{id}","name":"不是","relation":"CHILD"}                        | 422 | person-name-mismatch
            members                         | {"idNumber":"1","name":"{name}","relation":"CHILD"}                         | 422 | id-number-invalid
            members                         | {"idNumber":"{head}","name":"{name}","relation":"CHILD"}                    | 409 | period-overlap
            members/{member}/departure      | {"because":"CORRECTION"}                                                    | 400 | invalid-request
            members/{member}/departure      | {"because":"LEFT","lastDay":"2017-12-31"}                                   | 422 | dates-out-of-order
            members/{member}/departure      | {"because":"LEFT","lastDay":"2999-12-31"}                                   | 422 | date-in-future
            members/{nobody}/departure      | {"because":"LEFT"}                                                          | 404 | household-member-not-found
            members/x/departure             | {"because":"LEFT"}                                                          | 404 | household-member-not-found
            members/{member}/illness        | {"from":"2018-01-01"}                                                       | 400 | invalid-request
            members/{member}/illness        | {"seriouslyIll":true,"from":"2017-12-31"}                                   | 422 | dates-out-of-order
            members/{member}/illness        | {"seriouslyIll":true,"from":"2999-12-31"}                                   | 422 | date-in-future
            members/{nobody}/illness        | {"seriouslyIll":true}                                                       | 404 | household-member-not-found
            moves                           | {"area":"520203000000"}                                                     | 422 | value-out-of-range
            moves                           | {"area":"520222001001","from":"2018-02-01"}                                 | 422 | division-unknown
            moves                           | {"area":"520204001001","from":"2020-06-23"}                                 | 422 | division-unknown
            moves                           | {"area":"999999001001"}                                                     | 422 | division-unknown
            moves                           | {"area":"520203101001","from":"2017-12-31"}                                 | 422 | dates-out-of-order
            moves                           | {"area":"520203101001","from":"2999-12-31"}                                 | 422 | date-in-future
            """)
    void aChangeThatCannotBe(String path, String body, int status, String code) {
        Sample head = people.resident();
        Sample other = people.resident();
        SampleHousehold household = SampleHousehold.opened("2018-01-01", head);
        String filled = body.replace("{id}", other.idNumber()).replace("{name}", other.name()).replace("{head}", head.idNumber());
        String place = path.replace("{member}", household.memberId).replace("{nobody}", UUID.randomUUID().toString());
        household.community.post("households/" + household.fileNo + "/" + place, filled)
                .then().statusCode(status).body("code", equalTo(code));
    }

    @Test
    void membersComeGoAndDie() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        Sample child = SampleHousehold.stranger("孩子");
        String file = "households/" + household.fileNo;
        String member = household.township.post(file + "/members",
                "{\"idNumber\":\"" + child.idNumber() + "\",\"name\":\" 孩子 \",\"relation\":\"CHILD\",\"from\":\"2018-05-01\"}")
                .then().statusCode(201).extract().path("memberId");
        household.community.post(file + "/members/" + member + "/departure", "{\"because\":\"DIED\",\"lastDay\":\"2018-09-09\"}")
                .then().statusCode(201).body("lastDay", equalTo("2018-09-09"));
        household.community.post(file + "/members/" + member + "/departure", "{\"because\":\"LEFT\",\"lastDay\":\"2018-09-10\"}")
                .then().statusCode(409).body("code", equalTo("period-ended"));
        household.community.post(file + "/members/" + member + "/illness", "{\"seriouslyIll\":true,\"from\":\"2018-09-10\"}")
                .then().statusCode(409).body("code", equalTo("period-ended"));
        household.community.post(file + "/members", "{\"idNumber\":\"" + child.idNumber()
                + "\",\"name\":\"孩子\",\"relation\":\"CHILD\",\"from\":\"2018-09-10\"}")
                .then().statusCode(422).body("code", equalTo("dates-out-of-order"));
        household.read(household.community, "?asOf=2018-04-30").then().body("members", hasSize(1));
        household.read(household.community, "?asOf=2018-05-01").then().body("members", hasSize(2))
                .body("members[1].to", equalTo("2018-09-09"));
        household.read(household.community, "?asOf=2018-09-10").then().body("members", hasSize(1));
        household.read(household.community, "/history").then()
                .body("items.kind", equalTo(List.of("HOUSEHOLD_OPENED", "MEMBER_JOINED", "MEMBER_JOINED", "MEMBER_DIED")));
    }

    /** A mark that changes within a membership leaves several rows; the membership stays one. */
    @Test
    void aMemberFallsIllAndRecovers() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        String member = "households/" + household.fileNo + "/members/" + household.memberId;
        household.community.post(member + "/illness", "{\"seriouslyIll\":true,\"from\":\"2018-03-01\"}").then().statusCode(201);
        household.community.post(member + "/illness", "{\"seriouslyIll\":false,\"from\":\"2018-06-01\"}").then().statusCode(201);
        for (String[] row : new String[][] {{"2018-02-28", "false"}, {"2018-03-01", "true"}, {"2018-05-31", "true"},
            {"2018-06-01", "false"}}) {
            household.read(household.township, "?asOf=" + row[0]).then()
                    .body("members[0].seriouslyIll", equalTo(Boolean.valueOf(row[1])))
                    .body("members[0].from", equalTo("2018-01-01"))
                    .body("members[0].to", nullValue());
        }
        // It began earlier than was thought, and lasts.
        household.community.post(member + "/illness", "{\"seriouslyIll\":true,\"from\":\"2018-02-01\"}").then().statusCode(201);
        household.read(household.township, "?asOf=2018-07-01").then().body("members[0].seriouslyIll", equalTo(true));
        household.read(household.township, "?asOf=2018-01-31").then().body("members[0].seriouslyIll", equalTo(false));
        household.community.post(member + "/departure", "{\"because\":\"LEFT\",\"lastDay\":\"2018-01-15\"}").then().statusCode(201);
        household.read(household.township, "?asOf=2018-01-15").then().body("members", hasSize(1))
                .body("members[0].to", equalTo("2018-01-15"));
        household.read(household.township, "?asOf=2018-01-16").then().body("members", hasSize(0));
    }

    // ---- moves ----

    @Test
    void whoTheHouseholdMovesToHasTheFile() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        SampleHousehold there = SampleHousehold.placeIn("520281");
        String application = household.lodged("DIBAO", "2018-02-01");
        household.community.post("households/" + household.fileNo + "/moves",
                "{\"area\":\"" + there.area + "\",\"from\":\"2018-02-10\"}").then().statusCode(201)
                .body("area", equalTo(there.area));
        household.read(household.community, "").then().statusCode(404);
        household.take(household.community, application, SampleHousehold.investigation("2018-02-12")).then().statusCode(404);
        household.read(there.community, "?asOf=2018-02-09").then().statusCode(200).body("area", equalTo(household.area));
        household.read(there.community, "").then().statusCode(200).body("area", equalTo(there.area))
                .body("residentSince", equalTo("2018-02-10"));
        household.take(there.community, application, SampleHousehold.investigation("2018-02-12")).then().statusCode(201);
        household.take(there.township, application, SampleHousehold.step("REVIEW", "PASS", "2018-02-13")).then().statusCode(201);
        household.take(there.civilAffairs, application, SampleHousehold.step("APPROVAL", "PASS", "2018-02-14"))
                .then().statusCode(201);
    }

    /** 盘县 became 盘州市 in 2017, 水城县 became 水城区 in 2020: what was written under the old code belongs to the new registrars. */
    @ParameterizedTest
    @CsvSource({"520222, 520281, 2016-05-01", "520221, 520204, 2019-05-01"})
    void whoAnswersForTheNewDivisionAnswersForTheOld(String old, String now, String openedOn) {
        SampleHousehold before = SampleHousehold.placeIn(old);
        SampleRegistrar today = SampleRegistrar.county(now + "000000", Department.CIVIL_AFFAIRS, "today-" + before.area);
        today.post("households", before.opening(openedOn, SampleHousehold.member(people.resident(), "HEAD")))
                .then().statusCode(201).body("fileNo", matchesPattern(old + "-.*"));
        today.search("{\"area\":\"" + now + before.area.substring(6) + "\"}").then().body("items", hasSize(1));
        today.search("{\"area\":\"" + before.area + "\"}").then().body("items", hasSize(1))
                .body("items[0].area", equalTo(before.area));
        today.post("households", before.opening(clock.today().toString(), SampleHousehold.member(people.resident(), "HEAD")))
                .then().statusCode(422).body("code", equalTo("division-unknown"));
    }

    // ---- search ----

    @Test
    void aSearchFindsWhatFitsInTheOwnArea() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        Sample second = people.resident();
        household.open("2018-01-01", second);
        household.approved("DIBAO", "2018-02-01");
        String held = household.fileNo;
        household.open("2018-01-01", people.resident());
        household.lodged("HOUSING", "2018-02-01");
        household.community.search("{}").then().statusCode(200).body("items", hasSize(3));
        household.community.search("{\"state\":\"APPROVED\"}").then().body("items.fileNo", equalTo(List.of(held)))
                .body("items[0].categories", equalTo(List.of("DIBAO"))).body("items[0].persons", equalTo(1));
        household.community.search("{\"category\":\"DIBAO\"}").then().body("items.fileNo", equalTo(List.of(held)));
        household.community.search("{\"state\":\"APPLYING\"}").then().body("items", hasSize(1));
        household.community.search("{\"state\":\"ENDED\"}").then().body("items", hasSize(0));
        household.community.search("{\"idNumber\":\"" + second.idNumber() + "\",\"purpose\":\"核对\"}").then()
                .body("items.fileNo", equalTo(List.of(held)));
        SampleHousehold.place().community.search("{\"idNumber\":\"" + second.idNumber() + "\"}").then()
                .statusCode(200).body("items", hasSize(0));
        SampleHousehold.place().community.search("{\"area\":\"" + household.area + "\"}").then()
                .statusCode(403).body("code", equalTo("area-mismatch"));
        SampleRegistrar.auditor().search("{\"idNumber\":\"" + second.idNumber() + "\"}").then()
                .body("items.fileNo", equalTo(List.of(held)));
        household.community.search("{\"idNumber\":\"520299197002021020\"}").then()
                .statusCode(422).body("code", equalTo("id-number-invalid"));
        household.community.search("{\"purpose\":\"520299197002021020\"}").then().statusCode(400);
        household.community.search("{\"limit\":0}").then().statusCode(400);
        household.community.search("{\"cursor\":\"!\"}").then().statusCode(400);
        SampleRegistrar.client("system-admin").search("{}").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void aSearchGoesPageByPage() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        for (int i = 0; i < 4; i++) {
            household.open("2018-01-01", people.resident());
        }
        java.util.List<String> found = new java.util.ArrayList<>();
        String cursor = "";
        do {
            Response page = household.community.search("{\"limit\":2" + cursor + "}");
            found.addAll(page.path("items.fileNo"));
            String next = page.path("next");
            cursor = next == null ? null : ",\"cursor\":\"" + next + "\"";
        } while (cursor != null);
        assertEquals(5, found.size());
        assertEquals(found.stream().sorted().distinct().toList(), found);
    }

    @Test
    void aDayOrMomentThatHasNotComeIsRefused() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        LocalDate tomorrow = clock.today().plusDays(1);
        household.read(household.community, "?asOf=" + tomorrow).then().statusCode(422).body("code", equalTo("date-in-future"));
        household.read(household.community, "?knownAt=" + tomorrow + "T23:59:59Z").then()
                .statusCode(422).body("code", equalTo("date-in-future"));
        household.read(household.community, "?asOf=2017-12-31").then().statusCode(404);
        household.read(household.community, "?knownAt=2018-01-01T00:00:00Z").then().statusCode(404);
        for (String query : List.of("?asOf=x", "?knownAt=2018-01-01", "?x=1", "?asOf=2018-01-01&asOf=2018-01-01",
                "?purpose=19700202", "?purpose=")) {
            household.read(household.community, query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        household.read(household.community, "?purpose=入户前核对").then().statusCode(200);
    }
}
