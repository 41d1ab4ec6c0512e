package org.onestop.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Slow, broken off and all too many: what comes over the wire takes neither the threads nor the memory of others. */
@QuarkusTest
class IncomingBodiesTest {

    private static final String ASK = "/api/v1/settlement-inquiries";
    private static final String ASKED = "{\"idempotencyKey\":\"never-used\"}";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int MOST_POLLS = 200;

    @ConfigProperty(name = "quarkus.thread-pool.max-threads")
    int threads;

    @ConfigProperty(name = "onestop.http.waiting")
    int waiting;

    /** All threads but one are busy; two callers who stop halfway would take it, if bodies were read on threads. */
    @Test
    void whoSendsSlowlyHoldsNoThread() throws Exception {
        String token = token();
        CountDownLatch go = new CountDownLatch(1);
        try (Socket asking = begun(ASK, token, "application/json", ASKED);
                Socket signingIn = begun("/api/v1/token", null, "application/x-www-form-urlencoded", "grant_type=x")) {
            occupy(threads - 1, go);
            ask(token).then().statusCode(200).body("state", equalTo("UNKNOWN"));
            assertEquals(200, finished(asking, ASKED));
            assertEquals(400, finished(signingIn, "grant_type=x"));
        } finally {
            go.countDown();
        }
    }

    /** As many as may come in are in, each waiting for a thread; the next one is told so, and they are all answered. */
    @Test
    void whoFindsNeitherAThreadNorAPlaceToWaitIsToldSoAtOnce() throws Exception {
        String token = token();
        CountDownLatch go = new CountDownLatch(1);
        List<Socket> inside = new ArrayList<>();
        try {
            occupy(threads, go);
            for (int i = 0; i < threads + waiting; i++) {
                Socket next = begun(ASK, token, "application/json", ASKED);
                next.getOutputStream().write('}');
                inside.add(next);
            }
            awaitTheDoorClosed(token);
        } finally {
            go.countDown();
        }
        for (Socket each : inside) {
            assertEquals(200, status(each));
            each.close();
        }
        ask(token).then().statusCode(200);
    }

    /** Those before may still be on their way in, and whoever overtakes them waits as they do. */
    private static void awaitTheDoorClosed(String token) throws IOException {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            try (Socket one = begun(ASK, token, "application/json", ASKED)) {
                one.setSoTimeout(500);
                assertEquals(503, finished(one, ASKED));
                return;
            } catch (SocketTimeoutException e) {
                // Inside, and without a thread.
            }
        }
        throw new AssertionError("everybody is let in");
    }

    /** Again and again, since what is held of a body must be given back when its connection ends, however it ends. */
    @Test
    void allBodiesTogetherHaveALimitAndGiveBackWhatTheyHeld() throws Exception {
        String token = token();
        String body = " ".repeat(3 * MEBIBYTE) + ASKED;
        int fitting = (int) (Math.max(2L * JsonBody.LARGEST, Runtime.getRuntime().maxMemory() / 64) / body.length());
        for (int round = 0; round < 3; round++) {
            List<Socket> unfinished = new ArrayList<>();
            for (int i = 0; i < fitting; i++) {
                unfinished.add(begun(ASK, token, "application/json", body));
            }
            holdUntilOneIsRefused(unfinished, token, body);
            for (Socket each : unfinished) {
                each.close();
            }
            awaitRoom(token, body);
        }
    }

    /**
     * Adds to what is held until another one is refused. What was sent may still be on its way, and of what was held before
     * not everything given back.
     */
    private static void holdUntilOneIsRefused(List<Socket> unfinished, String token, String body) throws IOException {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            try (Socket onemore = begun(ASK, token, "application/json", body)) {
                if (finished(onemore, body) == 503) {
                    return;
                }
                unfinished.add(begun(ASK, token, "application/json", body));
            } catch (SocketException e) {
                // Refused, and closed while the rest was being sent.
                return;
            }
        }
        throw new AssertionError("everything was taken in");
    }

    private static void awaitRoom(String token, String body) throws IOException {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            try (Socket one = begun(ASK, token, "application/json", body)) {
                if (finished(one, body) == 200) {
                    return;
                }
            } catch (SocketException e) {
                // Not yet.
            }
        }
        throw new AssertionError("what was held is not given back");
    }

    @Test
    void whoBreaksOffLeavesNoIncident() throws Exception {
        String token = token();
        for (int i = 0; i < 5; i++) {
            begun(ASK, token, "application/json", ASKED).close();
        }
        ask(token).then().statusCode(200);
    }

    /** A client may wait to be told before it sends a large body. */
    @Test
    void whoAsksWhetherToGoOnIsTold() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            String head = head(ASK, token(), "application/json", ASKED.length()).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertEquals(100, status(socket));
            socket.getOutputStream().write(ASKED.getBytes(StandardCharsets.US_ASCII));
            assertEquals(200, status(socket));
        }
    }

    private static io.restassured.response.Response ask(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json").body(ASKED).post(ASK);
    }

    private static String token() {
        return given().formParam("grant_type", "client_credentials").formParam("client_id", "his-H52020100001")
                .formParam("client_secret", "sandbox-h52020100001").post("/api/v1/token").then().statusCode(200)
                .extract().path("access_token");
    }

    /** Gives threads something to do until the latch opens, and returns once they are at it or wait in line. */
    private static void occupy(int count, CountDownLatch go) {
        Executor pool = ExecutorRecorder.getCurrent();
        for (int i = 0; i < count; i++) {
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    /** Sends a request's body but for its last byte. */
    private static Socket begun(String path, String token, String type, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.getOutputStream().write(head(path, token, type, body.length()).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body.substring(0, body.length() - 1).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String head(String path, String token, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** Sends the last byte, and returns the answer's status. */
    private static int finished(Socket socket, String body) throws IOException {
        socket.getOutputStream().write(body.charAt(body.length() - 1));
        return status(socket);
    }

    /** The status of the next answer; -1 where the connection was closed without one. */
    private static int status(Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
            head.write(c);
            if (head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                return Integer.parseInt(head.toString(StandardCharsets.US_ASCII).split(" ")[1]);
            }
        }
        return -1;
    }
}
