package org.onestop.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client says: requests within requests, halves of requests, changes of the conversation's rules. */
@QuarkusTest
class RawSocketTest {

    private static final String HEALTH = "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Two that read these differently would see different requests; here none is seen, and nothing after it either. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "Transfer-Encoding: chunked~Content-Length: 5~~0~~",
        "Content-Length: 5~Content-Length: 6~~abcdef",
        "Content-Length: 5, 6~~abcdef",
        "Content-Length: -5~~",
        "Content-Length: +5~~abcde",
        "Content-Length: 0x5~~abcde",
        "Content-Length: 5 5~~abcde",
        "Content-Length : 5~~abcde",
        "Transfer-Encoding: chunked, identity~~0~~",
        "Transfer-Encoding : chunked~~0~~",
        "Transfer-Encoding: xchunked~~0~~",
        "Transfer-Encoding: \u000bchunked~~0~~",
        "X: y\n Transfer-Encoding: chunked~~0~~"
    })
    void aRequestWithinARequestIsNotHeard(String headers) throws IOException {
        try (Wire wire = open()) {
            wire.send("POST /api/v1/settlements HTTP/1.1\r\nHost: a\r\n" + headers.replace("~", "\r\n") + HEALTH);
            List<Integer> statuses = statuses(wire);
            assertTrue(statuses.stream().allMatch(status -> status >= 400 && status < 500), statuses::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET / HTTP/1.1~~                                | 400
            GET /q/health HTTP/1.1~Host: a~ X: folded~~     | 400
            OPTIONS * HTTP/1.1~Host: a~~                    | 404
            CONNECT a:1 HTTP/1.1~Host: a~~                  | 404
            TRACE /api/v1/policies HTTP/1.1~Host: a~~       | 401
            GET http://b/api/v1/policies HTTP/1.1~Host: a~~ | 401
            GET //api/v1/token HTTP/1.1~Host: a~~           | 401
            GET /q/../api/v1/policies HTTP/1.1~Host: a~~    | 401
            """)
    void whatTheServerRefusesItselfIsAProblemLikeAnyOther(String request, int status) throws IOException {
        try (Wire wire = open()) {
            wire.send(request.strip().replace("~", "\r\n"));
            Wire.Answer answer = wire.receive(false);
            assertEquals(status, answer.status());
            assertEquals("application/problem+json", answer.type());
            assertEquals("nosniff", answer.header("x-content-type-options"));
            assertTrue(answer.header("content-security-policy").contains("default-src 'none'"));
            assertNull(Judge.leak(answer), answer::text);
        }
    }

    /** What is not HTTP at all is not talked to: an empty answer, and the line is cut. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GARBAGE~~                                      | 400
            GET /a b HTTP/1.1~Host: a~~                    | 400
            GET /api/v1/policies?a=% HTTP/1.1~Host: a~~    | 400
            GET /api/v1/%zz HTTP/1.1~Host: a~~             | 400
            """)
    void whatIsNotHttpIsNotAnsweredInWords(String request, int status) throws IOException {
        try (Wire wire = open()) {
            wire.send(request.strip().replace("~", "\r\n"));
            Wire.Answer answer = wire.receive(false);
            assertEquals(status, answer.status());
            assertEquals(0, answer.body().length);
        }
    }

    @Test
    void aLineOrAHeaderWithoutEndIsCutOff() throws IOException {
        assertEquals(414, Wire.exchange(RestAssured.port,
                ("GET /" + "a".repeat(1 << 16) + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(), false).status());
        assertEquals(431, Wire.exchange(RestAssured.port,
                ("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(1 << 16) + "\r\n\r\n").getBytes(), false).status());
    }

    /** Past a gateway that has looked at the first request, nobody would look at what comes by other rules. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Connection: Upgrade, HTTP2-Settings~HTTP2-Settings: AAMAAABkAAQAAP__~Upgrade: h2c~",
        "Upgrade: h2c~",
        "Connection: Upgrade~Upgrade: websocket~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~"
    })
    void theConversationKeepsItsRules(String headers) throws IOException {
        try (Wire wire = open()) {
            wire.send("GET /api/v1/policies HTTP/1.1\r\nHost: a\r\n" + headers.replace("~", "\r\n") + "\r\n");
            assertEquals(401, wire.receive(false).status());
        }
        try (Wire wire = open()) {
            wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertEquals(List.of(), statuses(wire).stream().filter(status -> status < 400).toList());
        }
    }

    @Test
    void afterARefusalTheNextRequestIsAnsweredAsIfItWereTheFirst() throws IOException {
        String refused = "POST /api/v1/settlements HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":1}}}";
        try (Wire wire = open()) {
            wire.send(refused + HEALTH + refused + HEALTH);
            for (int expected : List.of(401, 200, 401, 200)) {
                assertEquals(expected, wire.receive(false).status());
            }
        }
    }

    /** Who says nothing more may still listen. */
    @Test
    void halfAConversationIsAnswered() throws IOException {
        try (Wire wire = open()) {
            wire.send(HEALTH);
            wire.endSending();
            assertEquals(200, wire.receive(false).status());
        }
    }

    /** However many break off in the middle of a request, whoever comes next is served. */
    @Test
    void whoBreaksOffLeavesNothingBehind() throws IOException {
        List<String> halves = List.of("", "GET", "GET /q/health HTTP/1.1\r\nHos",
                "POST /api/v1/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\ngrant",
                "POST /api/v1/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ngra",
                "POST /api/v1/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n");
        for (int i = 0; i < 300; i++) {
            try (Wire wire = open()) {
                wire.send(halves.get(i % halves.size()));
            }
        }
        try (Wire wire = open()) {
            wire.send(HEALTH);
            assertEquals(200, wire.receive(false).status());
        }
    }

    /** Many who speak slowly keep nobody else waiting. */
    @Test
    void theSlowKeepNobodyWaiting() throws IOException {
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Wire wire = open();
                wire.send("GET /q/health/live HTTP/1.1\r\nHost: a\r\nX-" + i);
                slow.add(wire);
            }
            try (Wire wire = open()) {
                wire.send(HEALTH);
                assertEquals(200, wire.receive(false).status());
            }
            slow.get(0).send(": b\r\n\r\n");
            assertEquals(200, slow.get(0).receive(false).status());
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }

    private static Wire open() throws IOException {
        return Wire.open(RestAssured.port);
    }

    /** Of all answers until the other side hangs up. */
    private static List<Integer> statuses(Wire wire) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        wire.endSending();
        assertThrows(EOFException.class, () -> {
            while (true) {
                statuses.add(wire.receive(false).status());
            }
        });
        return statuses;
    }
}
