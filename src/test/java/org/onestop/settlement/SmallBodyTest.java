package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body is the same wherever it is read: before a thread is taken, or by the thread. */
@QuarkusTest
class SmallBodyTest {

    private static final String UNKNOWN_FIELD = "{\"unheard\":1}";

    @ParameterizedTest
    @CsvSource({
        "60, application/json, 400",
        "60, application/json; charset=UTF-8, 400",
        "65536, application/json, 400",
        "65537, application/json, 400",
        "60, text/plain, 415"
    })
    void aBodyInPiecesIsReadWhole(int size, String type, int status) throws Exception {
        String caller = "Authorization: Bearer " + SampleHospital.ZHONGSHAN.token() + "\r\n";
        String answer = sent(size, caller + "Content-Type: " + type + "\r\n");
        assertEquals(Integer.toString(status), answer.substring(9, 12), answer);
        assertEquals(status == 400, answer.contains("/unheard"), answer);
    }

    @Test
    void aStrangerIsRefusedWhateverTheBody() throws Exception {
        for (int size : new int[] {60, 70_000}) {
            String answer = sent(size, "Content-Type: application/json\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
        }
    }

    /** A bill that nobody understands, padded to a size, in two pieces. */
    private static String sent(int size, String headers) throws IOException {
        String body = UNKNOWN_FIELD + " ".repeat(size - UNKNOWN_FIELD.length());
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/settlements/preview HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + size + "\r\n"
                            + headers + "\r\n" + body.substring(0, 5))
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            out.write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
