package org.onestop.mutualaid;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.CreditCode;
import org.onestop.registry.SamplePeople;

/** The union's administrator as the tests play one, with units and people whom nobody else uses. */
final class SampleUnion {

    static final SampleUnion ADMIN = new SampleUnion(SampleClient.of(Role.UNION_ADMIN));
    static final String BASE = "mutual-aid/";

    private static final AtomicInteger PERSON = new AtomicInteger(1_000_000);
    private static final AtomicInteger UNIT = new AtomicInteger();
    private static final AtomicInteger REFERENCE = new AtomicInteger();

    final SampleClient client;

    private SampleUnion(SampleClient client) {
        this.client = client;
    }

    /** An ID number that nobody has. */
    static String number() {
        return SamplePeople.number(PERSON.incrementAndGet());
    }

    static String reference() {
        return "T-BANK-" + REFERENCE.incrementAndGet();
    }

    /** A credit code that no unit has. */
    static String code() {
        String body = String.format("91520299MB%07d", UNIT.incrementAndGet());
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".chars()
                .mapToObj(check -> body + (char) check)
                .filter(code -> CreditCode.parse(code).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** A new unit's code. */
    String unit() {
        String code = code();
        post("units", "{\"code\":\"" + code + "\",\"name\":\"测试单位\"}").then().statusCode(201);
        return code;
    }

    Response post(String path, String body) {
        return client.post(BASE + path, body);
    }

    Response get(String path) {
        return client.get(BASE + path);
    }

    static String roster(int term, String joinedOn, List<String> numbers) {
        List<String> members = new ArrayList<>();
        numbers.forEach(number -> members.add("{\"idNumber\":\"" + number + "\",\"name\":\"测试会员\"}"));
        return "{\"term\":" + term + ",\"joinedOn\":\"" + joinedOn + "\",\"members\":[" + String.join(",", members) + "]}";
    }

    /** So many new members of a unit; their memberships. */
    List<String> members(String unit, int term, String joinedOn, int count) {
        List<String> numbers = IntStream.range(0, count).mapToObj(i -> number()).toList();
        return joined(unit, term, joinedOn, numbers);
    }

    List<String> joined(String unit, int term, String joinedOn, List<String> numbers) {
        return post("units/" + unit + "/members", roster(term, joinedOn, numbers))
                .then()
                .statusCode(201)
                .extract()
                .path("members.membershipId");
    }

    static String payment(String unit, int term, String amount, String receivedOn, String reference) {
        return "{\"unitCode\":\"" + unit + "\",\"term\":" + term + ",\"amount\":\"" + amount + "\",\"receivedOn\":\""
                + receivedOn + "\",\"bankReference\":\"" + reference + "\"}";
    }

    /** For memberships that are named. */
    static String payment(String unit, int term, String amount, String receivedOn, List<String> memberships) {
        String open = payment(unit, term, amount, receivedOn, reference());
        return open.substring(0, open.length() - 1) + ",\"members\":" + named(memberships) + "}";
    }

    static String named(List<String> memberships) {
        return memberships.stream()
                .map(id -> "{\"membershipId\":\"" + id + "\"}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    JsonPath paid(String body) {
        return post("contributions", body).then().statusCode(201).extract().jsonPath();
    }

    JsonPath membership(String id) {
        return get("memberships/" + id).then().statusCode(200).extract().jsonPath();
    }

    static String refund(String amount, String day, String reference) {
        return "{" + (amount == null ? "" : "\"amount\":\"" + amount + "\",") + "\"refundedOn\":\"" + day
                + "\",\"bankReference\":\"" + reference + "\",\"reason\":\"OVERPAID\"}";
    }
}
