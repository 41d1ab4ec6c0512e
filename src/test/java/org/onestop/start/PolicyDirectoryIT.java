package org.onestop.start;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The city's staff change a number of the law in files of their own, without a build. */
class PolicyDirectoryIT {

    private static final Path SHIPPED = Path.of("src/main/resources/policy");
    private static final String DEDUCTIBLE = "resident/critical_illness/deductible.yaml";

    @TempDir
    private Path place;

    @Test
    void aLaterValueCountsAndAUsedOneStays() throws IOException, SQLException, GeneralSecurityException {
        Path policies = copyOfTheShippedFiles();
        Path directory = place.resolve("service");
        try (OwnServer server = new OwnServer(place)) {
            Map<String, String> settings = OwnServer.with(
                    OwnServer.with(
                            OwnServer.withFirstAdmin(server.database("policies")), "ONESTOP_POLICY_DIR", policies.toString()),
                    "ONESTOP_SANDBOX",
                    "true");
            Files.writeString(policies.resolve(DEDUCTIBLE), """
                      - from: "2018-04-01"
                        value: "3000"
                        source: 新通知
                        confidence: high
                    """, StandardOpenOption.APPEND);
            edit(policies, "\"7000\"", "\"7000\"\n    valu: 1");
            // Nothing has been settled yet, and nothing but the files is at fault.
            String broken = ServiceProcess.refused(directory, OwnServer.with(settings, "ONESTOP_SANDBOX", "false"));
            assertTrue(broken.contains("政策文件有误 / the policy files are faulty"), broken);
            assertTrue(broken.contains("\n  " + DEDUCTIBLE + " /values/0/valu: "), broken);

            edit(policies, "\"7000\"\n    valu: 1", "\"7000\"");
            try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
                service.hospital()
                        .header("Idempotency-Key", "readme-1")
                        .body(Readme.bill())
                        .post("/api/v1/settlements")
                        .then()
                        .statusCode(201);
                // All that the bill brings to this tier stays below 7,000 yuan.
                assertEquals("6365.00", deductible(service, "2018-03-31"));
                assertEquals("3000.00", deductible(service, "2018-04-01"));
            }

            edit(policies, "\"7000\"", "\"6000\"");
            String changed = ServiceProcess.refused(directory, settings);
            assertTrue(changed.contains("已被结算使用的政策值不得改动"), changed);
            assertTrue(changed.contains("\n  resident.critical_illness.deductible (2017-01-01): 值 value \"7000.00\" -> \"6000.00\""), changed);
        }
    }

    /** What the deductible takes from a bill that ends on a day: of another person, whose year has none yet. */
    private static String deductible(ServiceProcess service, String dischargedOn) throws IOException {
        String bill = Readme.bill()
                .replace("README-1", "ANOTHER")
                .replace("2018-03-12", dischargedOn)
                .replace("520299197002021021", "520299198001011010")
                .replace("样例乙", "样例甲");
        JsonPath answer = service.hospital()
                .body(bill)
                .post("/api/v1/settlements/preview")
                .then()
                .statusCode(200)
                .body("scheme", equalTo("RESIDENT"))
                .extract()
                .jsonPath();
        return answer.getString("tiers.find { it.tier == 'CRITICAL_ILLNESS' }.deductible");
    }

    private void edit(Path policies, String old, String with) throws IOException {
        Path file = policies.resolve(DEDUCTIBLE);
        String text = Files.readString(file);
        assertTrue(text.contains(old), () -> file + " has no " + old);
        Files.writeString(file, text.replace(old, with));
    }

    private Path copyOfTheShippedFiles() throws IOException {
        Path copy = place.resolve("policies");
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }
}
