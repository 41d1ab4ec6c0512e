package org.onestop.start;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are slow, greedy, guessing or old, and what the packaged service does beside them. */
class StrangeClientsIT {

    /** More than there are threads, and than may wait for one. */
    private static final int SLOW = 300;

    private static final String SETTLEMENTS = "/api/v1/settlements";
    private static final int MUCH = 5 * 1024 * 1024;

    @TempDir
    private static Path place;

    private static ServiceProcess service;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        service = ServiceProcess.start(
                place.resolve("service"),
                Map.of(
                        "ONESTOP_RATE_PER_SECOND", "1",
                        "ONESTOP_RATE_BURST", "600",
                        "ONESTOP_RATE_FAILED_TOKENS_PER_MINUTE", "60",
                        "ONESTOP_HTTP_BODY_WITHIN", "5s",
                        // With fewer threads than slow clients, any that one of them held would be missed.
                        "QUARKUS_THREAD_POOL_MAX_THREADS", "8",
                        "ONESTOP_HTTP_WAITING", "8"));
        token = service.token("his-H52020100001", "sandbox-h52020100001").path("access_token");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void besideSlowClientsBillsAreSettledAsEver() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                RawConnection each = new RawConnection(service.base());
                slow.add(each);
                each.send(switch (i % 4) {
                    case 0 -> "POST " + SETTLEMENTS + " HTTP/1.1\r\nHo";
                    case 1 -> head("Content-Length: 5000");
                    case 2 -> head("Content-Length: 5000") + "{\"hospitalCode\":";
                    default -> head("Transfer-Encoding: chunked") + "5\r\n{\"hos\r\n";
                });
            }
            for (int i = 0; i < 20; i++) {
                settle("slow-" + i).then().statusCode(201);
                // Now and then another byte of its headers: it is slow, not silent.
                slow.get(0).send("s");
            }
            for (RawConnection each : slow.stream().skip(1).limit(3).toList()) {
                String answer = each.firstLine() + "\n" + each.rest();
                assertTrue(answer.startsWith("HTTP/1.1 408 ") && answer.contains("\"code\":\"request-too-slow\""), answer);
            }
        } finally {
            for (RawConnection each : slow) {
                each.close();
            }
        }
        settle("slow-after").then().statusCode(201);
    }

    /** Refused at once and with the answer written down, not by silence. */
    @Test
    void whatIsTooLongIsRefusedAtOnce() throws IOException {
        assertEquals("414 Request-URI Too Long", answered("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals("431 Request Header Fields Too Large",
                answered("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(20000) + "\r\n\r\n"));
        assertEquals("413 Request Entity Too Large", answered(head("Content-Length: " + MUCH)));
        assertEquals("413 Request Entity Too Large", answered(head("Content-Length: " + MUCH + "\r\nExpect: 100-continue")));
        assertEquals("413 Request Entity Too Large", answered(head("Transfer-Encoding: chunked")
                + Integer.toHexString(MUCH) + "\r\n" + " ".repeat(MUCH) + "\r\n0\r\n\r\n"));
        assertEquals("400 Bad Request", answered("NONSENSE\r\n\r\n"));
        assertEquals("400 Bad Request", answered(head("Content-Length: x")));
    }

    @Test
    void whoeverBreaksOffLeavesNoTrace() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (RawConnection each = new RawConnection(service.base())) {
                each.send(head("Content-Length: 5000") + "{\"hospitalCode\":");
            }
        }
        settle("broken-off").then().statusCode(201);
        assertTrue(service.lines().stream().noneMatch(line -> line.contains(" ERROR ")), service::output);
    }

    @Test
    void whoeverWaitsToBeToldToGoOnIsTold() throws IOException {
        try (RawConnection client = new RawConnection(service.base())) {
            client.send(head("Content-Length: 2\r\nExpect: 100-continue"));
            assertEquals("HTTP/1.1 100 Continue", client.firstLine());
            client.firstLine();
            client.send("{}");
            assertEquals("HTTP/1.1 400 Bad Request", client.firstLine());
        }
    }

    /** As the JDK's own client does with each request, a body of any size included; it stays with what it speaks already. */
    @ParameterizedTest
    @CsvSource({"HTTP_1_1,10", "HTTP_2,10", "HTTP_1_1,300000", "HTTP_2,300000"})
    void aClientThatOffersToSpeakHttp2IsServed(HttpClient.Version version, int padding) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (int i = 0; i < 3; i++) {
            String bill = Readme.bill().replace("README-1", "H2-" + version + padding + i);
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(service.base().resolve(SETTLEMENTS))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "h2-" + version + padding + i)
                            .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(padding) + bill))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(201, answer.statusCode(), answer::body);
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
            assertTrue(answer.body().contains("\"patientPays\""), answer::body);
        }
    }

    @Test
    void aCookieIsNobodysSignIn() {
        service.request().cookie("Authorization", "Bearer " + token).cookie("access_token", token).cookie("token", token)
                .get(SETTLEMENTS + "?billNo=1").then().statusCode(401);
        Response seen = service.request().header("Authorization", "Bearer " + token).get(SETTLEMENTS + "?billNo=1");
        seen.then().statusCode(200);
        assertEquals(Map.of(), seen.cookies());
    }

    @Test
    void whoeverIsTooFastIsToldWhenToComeBack() throws IOException {
        String greedy = service.token("his-H52010300006", "sandbox-h52010300006").path("access_token");
        Response last = null;
        for (int i = 0; i <= 700 && (last == null || last.statusCode() == 200); i++) {
            last = service.request().header("Authorization", "Bearer " + greedy).get(SETTLEMENTS + "?billNo=1");
        }
        last.then().statusCode(429).header("Retry-After", "1").body("code", equalTo("rate-limited"));
        service.token("his-H52010300006", "sandbox-h52010300006").then().statusCode(429).body("error", equalTo("rate-limited"));
        // Nobody else notices.
        settle("not-greedy").then().statusCode(201);
    }

    /** Not even the right secret helps while an address is guessing; a while later it does. */
    @Test
    void whoeverGuessesSecretsIsNotListenedTo() {
        Response last = null;
        for (int i = 0; i <= 100 && (last == null || last.statusCode() == 401); i++) {
            last = service.token("his-H52020300003", "guess-" + i);
        }
        last.then().statusCode(429).body("error", equalTo("rate-limited"))
                .header("Retry-After", Integer::parseInt, allOf(greaterThanOrEqualTo(1), lessThanOrEqualTo(2)));
        int wrong = service.token("his-H52020300003", "guess").statusCode();
        int right = service.token("his-H52020300003", "sandbox-h52020300003").statusCode();
        assertEquals(List.of(429, 429), List.of(wrong, right));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (right != 200 && System.nanoTime() < deadline) {
            right = service.token("his-H52020300003", "sandbox-h52020300003").statusCode();
        }
        assertEquals(200, right);
    }

    private static Response settle(String bill) throws IOException {
        return service.request().header("Authorization", "Bearer " + token).contentType("application/json")
                .header("Idempotency-Key", bill).body(Readme.bill().replace("README-1", bill)).post(SETTLEMENTS);
    }

    private static String head(String length) {
        return "POST " + SETTLEMENTS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: raw\r\n" + length + "\r\n\r\n";
    }

    /** The status with its reason; what can't be read as a request is answered in the oldest version. */
    private static String answered(String request) throws IOException {
        try (RawConnection client = new RawConnection(service.base())) {
            client.send(request);
            return client.firstLine().replaceFirst("^HTTP/1\\.[01] ", "");
        }
    }
}
