package org.onestop.settlement;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client of the sandbox, as the tests play it. */
public final class SampleHospital {

    /** Local, level 2. */
    public static final SampleHospital ZHONGSHAN = new SampleHospital("his-H52020100001");

    /** Local, level 3. */
    static final SampleHospital CENTRAL = new SampleHospital("his-H52020100002");

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String clientId;

    private SampleHospital(String clientId) {
        this.clientId = clientId;
    }

    /** The client of a hospital of the sandbox. */
    public static SampleHospital of(String hospitalCode) {
        return new SampleHospital("his-" + hospitalCode);
    }

    /** Any client of the sandbox. */
    public static SampleHospital client(String clientId) {
        return new SampleHospital(clientId);
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token()).contentType("application/json");
    }

    public String token() {
        return TOKENS.computeIfAbsent(clientId, SampleHospital::issued);
    }

    public Response settle(String key, Object body) {
        return request().header("Idempotency-Key", key).body(body.toString()).post("/api/v1/settlements");
    }

    /** Settles under a new key and expects that it works. */
    public ValidatableResponse settled(SampleBill bill) {
        return settle(SampleBill.newKey(), bill).then().statusCode(201);
    }

    public Response preview(Object body) {
        return request().body(body.toString()).post("/api/v1/settlements/preview");
    }

    public Response reverse(String key, String id) {
        return request()
                .header("Idempotency-Key", key)
                .body("{\"reason\":\"测试\"}")
                .post("/api/v1/settlements/" + id + "/reversal");
    }

    public Response read(String id) {
        return request().get("/api/v1/settlements/" + id);
    }

    Response inquire(String key, boolean fence) {
        return request()
                .body("{\"idempotencyKey\":\"" + key + "\",\"fence\":" + fence + "}")
                .post("/api/v1/settlement-inquiries");
    }

    Response withdraw(String key) {
        return request().body("{\"idempotencyKey\":\"" + key + "\"}").post("/api/v1/settlement-withdrawals");
    }

    private static String issued(String clientId) {
        String secret = clientId.startsWith("his-") ? clientId.substring(4).toLowerCase(Locale.ROOT) : clientId;
        return given().auth()
                .preemptive()
                .basic(clientId, "sandbox-" + secret)
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
