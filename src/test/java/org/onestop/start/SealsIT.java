package org.onestop.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service seals by itself, also after it was killed in the middle of it; the whole of a fresh database is found
 * intact; and the same program checks what was exported, without a service.
 */
class SealsIT {

    private static final long PATIENCE_NANOS = 90_000_000_000L;

    @TempDir
    Path place;

    @Test
    void whatWasCommittedIsSealedVerifiedAndCheckedOffline() throws IOException {
        Path directory = place.resolve("service");
        Map<String, String> settings = Map.of("ONESTOP_SEAL_EVERY", "1s");
        String bill = Readme.bill();
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            for (int i = 0; i < 30; i++) {
                settled(service, bill, i);
            }
            service.kill();
        }
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            for (int i = 30; i < 35; i++) {
                settled(service, bill, i);
            }
            JsonPath progress = sealed(service);
            JsonPath verified = verified(service);
            assertEquals("INTACT", verified.getString("state"), verified::prettify);
            assertTrue(verified.getLong("rows") >= 35, verified::prettify);
            assertEquals(0, verified.getLong("findings"));
            Path bundle = saved(auditor(service).get("/api/v1/audit/seals/bundle"), "seals.jsonl");
            Path keys = saved(auditor(service).get("/api/v1/audit/seals/keys"), "keys.json");
            String said = verify(0, bundle, keys);
            assertTrue(said.contains("完好 INTACT") && said.contains(progress.getString("newest.digest")), said);
            List<String> lines = Files.readAllLines(bundle);
            lines.replaceAll(line -> line.replace("\"kind\":\"SETTLEMENT\"", "\"kind\":\"REVERSAL\""));
            Files.write(bundle, lines);
            assertTrue(verify(1, bundle, keys).contains("RECORD_CHANGED"));
        }
    }

    private static void settled(ServiceProcess service, String bill, int number) {
        Response answer = service.hospital().header("Idempotency-Key", "seals-" + number)
                .body(bill.replace("README-1", "SEALS-" + number)).post("/api/v1/settlements");
        assertEquals(201, answer.statusCode(), answer::asString);
    }

    private static RequestSpecification auditor(ServiceProcess service) {
        String token = service.token("civil-affairs-auditor", "sandbox-civil-affairs-auditor").then().statusCode(200)
                .extract().path("access_token");
        return service.request().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static JsonPath sealed(ServiceProcess service) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        JsonPath progress;
        do {
            assertTrue(System.nanoTime() < deadline, "not everything was sealed");
            progress = auditor(service).get("/api/v1/audit/seals/progress").then().statusCode(200).extract().jsonPath();
        } while (progress.getLong("waiting") > 0 || progress.get("newest") == null);
        return progress;
    }

    private static JsonPath verified(ServiceProcess service) {
        String id = auditor(service).header("Idempotency-Key", UUID.randomUUID().toString()).body("{}")
                .post("/api/v1/audit/verifications").then().statusCode(202).extract().path("id");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        JsonPath now;
        do {
            assertTrue(System.nanoTime() < deadline, "the verification did not end");
            now = auditor(service).get("/api/v1/audit/verifications/" + id).then().statusCode(200).extract().jsonPath();
        } while (now.getString("state").equals("RUNNING"));
        return now;
    }

    private Path saved(Response answer, String name) throws IOException {
        answer.then().statusCode(200);
        return Files.write(place.resolve(name), answer.asByteArray());
    }

    private String verify(int exitCode, Path bundle, Path keys) throws IOException {
        return ServiceProcess.command(
                exitCode, place.resolve("elsewhere"), Map.of(), "verify", bundle.toString(), "--keys", keys.toString());
    }
}
