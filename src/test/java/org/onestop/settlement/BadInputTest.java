package org.onestop.settlement;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople.Sample;
import org.onestop.registry.SamplePeople;

/** Rubbish is refused with a stable code and its place, and leaves nothing but its refusal. */
@QuarkusTest
class BadInputTest {

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;

    /** A bill bent at one place, or another body altogether. */
    record Row(JsonNode json) {

        @Override
        public String toString() {
            return json.get("why").textValue();
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream file = BadInputTest.class.getResourceAsStream("/cases/bad-input.json")) {
            return StreamSupport.stream(SampleBill.JSON.readTree(file).spliterator(), false).map(Row::new);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRefusedWithItsPlaceAndLeavesNothing(Row row) throws Exception {
        String before = footprint();
        Sample person = people.resident();
        String key = SampleBill.newKey();
        ValidatableResponse answer = hospital.request()
                .header("Idempotency-Key", key)
                .body(body(row.json(), person))
                .post("/api/v1/settlements")
                .then();
        answer.statusCode(row.json().get("status").intValue())
                .contentType("application/problem+json")
                .header("Content-Language", equalTo("zh"))
                .body("code", equalTo(row.json().get("code").textValue()))
                .body(not(containsString("Exception")))
                .body(not(containsString(person.idNumber())))
                .body(not(containsString(person.name())));
        if (row.json().hasNonNull("field")) {
            answer.body("errors.field", hasItem(row.json().get("field").textValue()))
                    .body("errors.code", hasItem(row.json().get("fieldCode").textValue()));
        }
        assertEquals(before, footprint());
        List<String> kept = database.column("select code || ' ' || facts from refusal_record where idempotency_key = '" + key + "'");
        assertEquals(1, kept.size());
        assertTrue(!kept.get(0).contains(person.idNumber()) && !kept.get(0).contains(person.name()), kept::toString);
        hospital.inquire(key, false).then().body("state", equalTo("UNKNOWN"));
    }

    /** As many rows as there are in what a settlement writes. */
    private String footprint() throws Exception {
        return database.one("select (select count(*) from settlement) || ' ' || (select count(*) from idempotency_key) || ' '"
                + " || (select count(*) from accumulator) || ' ' || (select count(*) from standing_bill) || ' '"
                + " || (select count(*) from journal_record)");
    }

    private static byte[] body(JsonNode row, Sample person) {
        if (row.has("bytes")) {
            return HexFormat.of().parseHex(row.get("bytes").textValue());
        }
        String text = row.has("body")
                ? row.get("body").textValue().replace("{idNumber}", person.idNumber())
                : bent(row, person);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String bent(JsonNode row, Sample person) {
        ObjectNode bill = new SampleBill(person.idNumber(), person.name())
                .line(SampleBill.CLASS_A, "1", "60.00", "60.00")
                .line(SampleBill.CLASS_A, "1", "40.00", "40.00")
                .json();
        JsonPointer at = JsonPointer.compile(row.get("at").textValue());
        JsonNode parent = bill.at(at.head());
        String name = at.last().getMatchingProperty();
        if (parent instanceof ArrayNode list) {
            list.set(at.last().getMatchingIndex(), row.get("value"));
        } else if (row.has("remove")) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, row.get("value"));
        }
        return bill.toString();
    }

    @Test
    void everyFaultOfFormIsNamedAtOnce() {
        hospital.settle(SampleBill.newKey(), "{\"hospitalCode\":1,\"lines\":[{\"lineNo\":\"x\"}],\"extra\":true}").then()
                .statusCode(400)
                .body("errors.field", hasItem("/hospitalCode"))
                .body("errors.field", hasItem("/billNo"))
                .body("errors.field", hasItem("/lines/0/lineNo"))
                .body("errors.field", hasItem("/lines/0/amount"))
                .body("errors.field", hasItem("/extra"));
        hospital.settle(SampleBill.newKey(), "{\"lines\":[1,null]}").then()
                .body("errors.field", hasItem("/lines/0"))
                .body("errors.field", hasItem("/lines/1"))
                .body("errors.field", not(hasItem("/lines")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "text/json", "application/x-www-form-urlencoded"})
    void onlyJsonIsTaken(String type) {
        given().header("Authorization", "Bearer " + hospital.token())
                .header("Idempotency-Key", SampleBill.newKey())
                .contentType(type)
                .body("{}")
                .post("/api/v1/settlements")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB,en;q=0.9", "zh;q=0.1, en;q=0.8"})
    void englishIsAnsweredWhereItIsPreferred(String languages) {
        hospital.request().header("Accept-Language", languages).body("{").post("/api/v1/settlement-inquiries").then()
                .statusCode(400)
                .header("Content-Language", equalTo("en"))
                .body("title", equalTo("The body is not valid JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "fr", "*", "en;q=0.1, zh", "xx-/;;q=7", "en;q=0", "fr, en;q=0.0"})
    void chineseIsAnsweredOtherwise(String languages) {
        hospital.request().header("Accept-Language", languages).body("{").post("/api/v1/settlement-inquiries").then()
                .header("Content-Language", equalTo("zh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: x", "Accept: application/", "Accept: */*;q=9", "Content-Type: application/",
        "Content-Type: application/json;charset=nothing", "Content-Type: ;", "Content-Type: json", "Accept-Language: ,,;q=",
        "Accept-Encoding: x;q=z", "Expect: 100-something", "If-Match: \"", "Range: bytes=a-b", "X-HTTP-Method-Override: PUT",
        "Idempotency-Key: \u00e9", "Accept-Language: \u00ff"})
    void headersThatMakeNoSenseAreNoFaultOfOurs(String header) throws Exception {
        String type = header.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
        int status = Integer.parseInt(raw(type + header + "\r\n").substring(9, 12));
        assertTrue(status == 200 || status >= 400 && status < 500, header + " -> " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Type:\r\n", "Content-Type: */*\r\n", "Content-Type: application/*\r\n",
        "Content-Type: application/json\r\nContent-Type: text/plain\r\n",
        "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"})
    void aBodyWithoutOnePlainTypeIsNotTaken(String headers) throws Exception {
        assertEquals("415", raw(headers).substring(9, 12));
    }

    /** Sends an inquiry byte by byte as it stands here; a well-meaning client library would correct it. */
    private String raw(String headers) throws IOException {
        String body = "{\"idempotencyKey\":\"" + SampleBill.newKey() + "\"}";
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String request = "POST /api/v1/settlement-inquiries HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + hospital.token() + "\r\nContent-Length: " + body.length() + "\r\n"
                    + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void moreThanFiveThousandLinesAreTooMany() {
        Sample person = people.resident();
        SampleBill bill = new SampleBill(person.idNumber(), person.name());
        for (int i = 0; i < 5_001; i++) {
            bill.line(SampleBill.CLASS_A, "1", "1.00", "1.00");
        }
        hospital.settle(SampleBill.newKey(), bill).then().statusCode(422).body("code", equalTo("too-many-lines"));
    }

    /** Nothing announces how long it will be; reading stops all the same. */
    @Test
    void aGiganticBodyThatDoesNotTellItsSizeIsNotReadToItsEnd() throws Exception {
        byte[] padding = " ".repeat(4 * 1024 * 1024 + 1).getBytes(StandardCharsets.US_ASCII);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/settlements"))
                .header("Authorization", "Bearer " + hospital.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", SampleBill.newKey())
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(padding)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("body-too-large"), answer::body);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            settlements                                              | 400 | from
            settlements?from=2026-01-01                              | 400 | to
            settlements?from=2026-02-30&to=2026-03-01                | 400 | from
            settlements?from=2026-01-01&to=yesterday                 | 400 | to
            settlements?from=2026-01-01&to=2026-01-02&limit=0        | 400 | limit
            settlements?from=2026-01-01&to=2026-01-02&limit=201      | 400 | limit
            settlements?from=2026-01-01&to=2026-01-02&limit=ten      | 400 | limit
            settlements?from=2026-01-01&to=2026-01-02&page=2         | 400 | page
            settlements?from=2026-01-01&from=2026-01-01&to=2026-01-02 | 400 | from
            settlements?from=2026-01-01&to=2026-01-02&cursor=x       | 400 | cursor
            settlements?from=2026-01-01&to=2026-01-02&cursor=%00     | 400 | cursor
            settlements?from=2026-01-01&to=2026-01-02&cursor=KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlaLDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA | 400 | cursor
            settlements?billNo=1&from=2026-01-01                     | 400 | from
            settlements?billNo=%00                                   | 400 | billNo
            settlements?billNo=                                      | 400 | billNo
            settlements?billNo=1&520299197002021021=1                | 400 | ?
            settlements?billNo=1&a%00b=1                             | 400 | ?
            settlements/0190a0d6-0000-7000-8000-000000000000?x=1     | 400 | x
            """)
    void aQueryIsReadAsStrictlyAsABody(String query, int status, String field) {
        hospital.request().urlEncodingEnabled(false).get("/api/v1/" + query).then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-request"))
                .body("errors.field", hasItem(field))
                .body(not(containsString("520299197002021021")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"settlements?from=0000-01-01&to=9999-12-31", "settlements?from=2026-01-02&to=2026-01-01",
        "settlements?billNo=%E6%A0%B7%E4%BE%8B", "settlements?billNo=%F0%9F%98%80", "settlements?billNo=a%ED%A0%80"})
    void anOddButPossibleQueryFindsWhatThereIs(String query) {
        hospital.request().urlEncodingEnabled(false).get("/api/v1/" + query).then().statusCode(200);
    }

    @Test
    void aGiganticBodyIsNotRead() {
        String padding = " ".repeat(4 * 1024 * 1024 + 1);
        hospital.settle(SampleBill.newKey(), "{" + padding + "}").then()
                .statusCode(413)
                .body("code", equalTo("body-too-large"));
    }

    @Test
    void anUnknownOrClosedHospitalIsRefused() throws Exception {
        database.run("insert into hospital_period (code, name, valid_from, valid_to, level, place, division, recorded_at)"
                + " select 'H00000000001', 'closed', '2017-01-01', '2017-12-31', level, place, division, now()"
                + " from hospital_period where code = 'H52020100001' and superseded_at is null");
        Sample person = people.resident();
        for (String code : List.of("H00000000001", "H00000000002")) {
            given().header("Authorization", "Bearer " + boundTo(code))
                    .contentType("application/json")
                    .body(SampleBill.of(person, "1.00").at(code).toString())
                    .post("/api/v1/settlements/preview")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("hospital-unknown"))
                    .body("facts.date", equalTo("2018-03-12"));
        }
    }

    private static String boundTo(String hospitalCode) {
        return io.smallrye.jwt.build.Jwt.issuer("onestop").audience("onestop").subject("x").claim("client_id", "x")
                .claim("hospital_code", hospitalCode).groups("hospital").expiresIn(60).sign();
    }
}
