package org.onestop.hospital;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.TestDatabase;

/** Hospitals on record: who changes them, what a change does to their periods, and that the next bill sees it. */
@QuarkusTest
class HospitalApiTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleClient admin = SampleClient.of(Role.SYSTEM_ADMIN);

    private static String newCode() {
        return "HT" + String.format("%06d", NEXT.incrementAndGet());
    }

    private static String body(String code, String level, String place, String division, String from) {
        return "{\"code\":\"" + code + "\",\"name\":\"测试医院\",\"level\":\"" + level + "\",\"place\":\"" + place
                + "\",\"division\":\"" + division + "\"" + (from == null ? "" : ",\"from\":\"" + from + "\"") + "}";
    }

    private String opened(String from) {
        String code = newCode();
        admin.post("hospitals", body(code, "LEVEL_2", "LOCAL", "520201", from)).then().statusCode(201);
        return code;
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM_ADMIN")
    void onlyTheAdministratorChangesHospitals(Role role) {
        SampleClient other = SampleClient.of(role);
        String code = opened("2018-01-01");
        other.post("hospitals", body(code, "LEVEL_3", "LOCAL", "520201", "2019-01-01")).then().statusCode(403)
                .body("code", equalTo("forbidden"));
        other.post("hospitals/" + code + "/end", "{\"lastDay\":\"2019-01-01\"}").then().statusCode(403);
        admin.get("hospitals/" + code).then().body("periods", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTRAR, 403", "UNION_ADMIN, 403",
        "HOSPITAL, 200", "CIVIL_AFFAIRS_AUDITOR, 200", "POLICY_ADMIN, 200", "SYSTEM_ADMIN, 200"
    })
    void whoReadsHospitals(Role role, int status) {
        SampleClient reader = SampleClient.of(role, Map.of("hospital_code", "H52020100002"));
        reader.get("hospitals").then().statusCode(status);
        reader.get("hospitals/H52020100001").then().statusCode(status);
        reader.get("hospitals/changes").then().statusCode(status);
    }

    @Test
    void aHospitalThatIsBoundToNoneReadsNothing() {
        SampleClient.of(Role.HOSPITAL).get("hospitals").then().statusCode(403).body("code", equalTo("binding-missing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}                                                                                              | 400 | invalid-request",
        "{'code':'h1','name':'x','level':'LEVEL_1','place':'LOCAL','division':'520201'}                  | 400 | invalid-request",
        "{'code':'H1','name':'x','level':'LEVEL_9','place':'LOCAL','division':'520201'}                  | 400 | invalid-request",
        "{'code':'H1','name':'x','level':'LEVEL_1','place':'LOCAL','division':'52020'}                   | 400 | invalid-request",
        "{'code':'H1','name':'x','level':'LEVEL_1','place':'LOCAL','division':'520201','from':'2018-02-30'} | 400 | invalid-request",
        "{'code':'H1','name':'x','level':'LEVEL_1','place':'LOCAL','division':'520201','to':'2018-02-28'}   | 400 | invalid-request",
        "{'code':'H1','name':'x','level':'LEVEL_1','place':'LOCAL','division':'520299'}                  | 422 | division-unknown"
    })
    void whatIsNoHospitalIsRefused(String body, int status, String code) {
        admin.post("hospitals", body.replace('\'', '"')).then().statusCode(status).body("code", equalTo(code));
        admin.get("hospitals/H1").then().statusCode(404).body("code", equalTo("hospital-not-found"));
    }

    @Test
    void aHospitalElsewhereMayLieInAnyDivision() {
        admin.post("hospitals", body(newCode(), "LEVEL_3", "OUTSIDE", "530102", "2018-01-01")).then().statusCode(201);
    }

    @Test
    void onlyWhatIsOpenCanBeEnded() {
        String end = "{\"lastDay\":\"2018-06-30\"}";
        for (String code : List.of("HNONE", "h-none")) {
            admin.post("hospitals/" + code + "/end", end).then().statusCode(404).body("code", equalTo("hospital-not-found"));
        }
        String code = opened("2018-07-01");
        admin.post("hospitals/" + code + "/end", end).then().statusCode(422).body("code", equalTo("dates-out-of-order"))
                .body("errors[0].field", equalTo("/lastDay"));
        admin.post("hospitals/" + code + "/end", "{\"lastDay\":\"2018-12-31\"}").then().statusCode(200)
                .body("periods[0].to", equalTo("2018-12-31"));
        admin.post("hospitals/" + code + "/end", "{\"lastDay\":\"2018-12-31\"}").then().statusCode(409)
                .body("code", equalTo("period-ended"));
        admin.post("hospitals", body(code, "LEVEL_3", "LOCAL", "520201", "2018-10-01")).then().statusCode(409)
                .body("code", equalTo("period-overlap"));
    }

    @Test
    void aNewHospitalIsOnRecordOnceHoweverOftenItIsSent() {
        String code = newCode();
        String key = UUID.randomUUID().toString();
        String body = body(code, "LEVEL_2", "LOCAL", "520201", "2018-01-01");
        Response first = admin.post(key, "hospitals", body);
        first.then().statusCode(201).header("Location", equalTo(first.header("Location")))
                .body("code", equalTo(code)).body("periods", hasSize(1)).body("periods[0].to", nullValue());
        assertEquals("/api/v1/hospitals/" + code, java.net.URI.create(first.header("Location")).getPath());
        Response again = admin.post(key, "hospitals", body);
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(first.asString(), again.asString());
        admin.post("hospitals", body).then().statusCode(200).body("periods", hasSize(1));
    }

    @Test
    void aNewPeriodEndsTheOneInForceAndACorrectionKeepsItsEnd() throws Exception {
        String code = opened("2018-01-01");
        admin.post("hospitals", body(code, "LEVEL_3", "LOCAL", "520203", "2020-05-01")).then().statusCode(201)
                .body("periods.level", equalTo(List.of("LEVEL_2", "LEVEL_3")))
                .body("periods[0].to", equalTo("2020-04-30"))
                .body("periods[1].to", nullValue());
        admin.post("hospitals", body(code, "LEVEL_1", "LOCAL", "520201", "2018-01-01")).then().statusCode(201)
                .body("periods.level", equalTo(List.of("LEVEL_1", "LEVEL_3")))
                .body("periods[0].to", equalTo("2020-04-30"));
        assertEquals(
                List.of("LEVEL_2 - t", "LEVEL_2 2020-04-30 t", "LEVEL_3 - f", "LEVEL_1 2020-04-30 f"),
                database.column("select level || ' ' || coalesce(valid_to::text, '-') || ' ' || (superseded_at is not null)::text"
                        + "::char(1) from hospital_period where code = '" + code + "' order by id"));
    }

    @Test
    void aPeriodMayBeginTomorrow() {
        String code = opened("2018-01-01");
        admin.post("hospitals", body(code, "LEVEL_3", "LOCAL", "520201", "2999-01-01")).then().statusCode(201);
        admin.get("hospitals/" + code).then().body("periods[0].to", equalTo("2998-12-31"));
        assertEquals("LEVEL_2", on("2998-12-31", code));
        assertEquals("LEVEL_3", on("2999-01-01", code));
        assertNull(on("2017-12-31", code));
    }

    private String on(String day, String code) {
        return admin.get("hospitals?on=" + day + "&limit=200").path("items.find { it.code == '" + code + "' }?.level");
    }

    @Test
    void theListIsFilteredAndPagedWithoutGapOrRepetition() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String code = newCode();
            admin.post("hospitals", body(code, "TOWNSHIP", "PROVINCE", "520103", "1950-01-01")).then().statusCode(201);
            made.add(code);
        }
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            Response page = admin.get("hospitals?on=1960-01-01&level=TOWNSHIP&place=PROVINCE&limit=2"
                    + (next.isEmpty() ? "" : "&cursor=" + next));
            page.then().statusCode(200).body("on", equalTo("1960-01-01"));
            found.addAll(page.path("items.code"));
            next = page.path("next");
        } while (next != null);
        assertEquals(made, found);
        admin.get("hospitals?on=1960-01-01&level=LEVEL_1").then().body("items", hasSize(0)).body("next", nullValue());
        for (String query : List.of("level=X", "place=X", "on=1", "limit=0", "limit=201", "cursor=%21", "x=1", "level=TOWNSHIP&level=TOWNSHIP")) {
            admin.get("hospitals?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
    }

    @Test
    void theNextBillSeesTheChange() {
        String code = opened("2017-01-01");
        SampleClient hospital = SampleClient.hospital(code);
        Sample person = people.resident();
        SampleBill bill = SampleBill.of(person, "9000.00").at(code);
        String before = hospital.ask("settlements/preview", bill.toString()).then().statusCode(200).extract().path("split.basic");
        assertEquals("6450.00", before); // (9000 - 400) * 0.75
        admin.post("hospitals", body(code, "LEVEL_3", "LOCAL", "520201", "2018-03-12")).then().statusCode(201);
        hospital.ask("settlements/preview", bill.toString()).then().statusCode(200)
                .body("split.basic", equalTo("4920.00")); // (9000 - 800) * 0.60
        hospital.ask("settlements/preview", SampleBill.of(person, "9000.00").at(code).stay("2018-03-01", "2018-03-11").toString())
                .then().body("split.basic", equalTo(before));
        admin.post("hospitals/" + code + "/end", "{\"lastDay\":\"2018-03-12\"}").then().statusCode(200);
        hospital.ask("settlements/preview", SampleBill.of(person, "9000.00").at(code).stay("2018-03-01", "2018-03-13").toString())
                .then().statusCode(422).body("code", equalTo("hospital-unknown"));
    }

    @Test
    void everyChangeIsToldInTheFeedWithAllPeriods() {
        String next = admin.get("hospitals/changes?limit=200").path("next");
        while (Boolean.TRUE.equals(admin.get("hospitals/changes?limit=200&after=" + next).path("more"))) {
            next = admin.get("hospitals/changes?limit=200&after=" + next).path("next");
        }
        String code = opened("2018-01-01");
        admin.post("hospitals", body(code, "LEVEL_3", "LOCAL", "520201", "2020-05-01"));
        admin.post("hospitals/" + code + "/end", "{\"lastDay\":\"2021-12-31\"}");
        Response told = admin.get("hospitals/changes?after=" + next);
        String own = "items.findAll { it.object == '" + code + "' }";
        told.then().statusCode(200).body("next", notNullValue())
                .body(own + ".kind", equalTo(List.of("HOSPITAL_REGISTERED", "HOSPITAL_CHANGED", "HOSPITAL_ENDED")))
                .body(own + ".from", equalTo(List.of("2018-01-01", "2020-05-01", "2022-01-01")))
                .body(own + "[2].facts.periods.to", equalTo(List.of("2020-04-30", "2021-12-31")));
        SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR).get("registry/changes?limit=200").then().statusCode(200)
                .body("items.kind", not(hasItem("HOSPITAL_REGISTERED")));
        admin.get("hospitals/changes?kind=HOSPITAL_ENDED&after=" + next).then()
                .body(own + ".kind", equalTo(List.of("HOSPITAL_ENDED")));
    }
}
