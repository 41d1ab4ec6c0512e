package org.onestop.start;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service as a newcomer starts it, in an empty directory. Each test leaves it running for the next one,
 * on the same data.
 */
class EmbeddedStartIT {

    private static final int ENOUGH_ANSWERS = 20;
    private static final Pattern NEXT = Pattern.compile("下一步.* (next: .*\\n)");

    /** A directory as people have them, where this machine's language setting can write it. */
    private static final String AWKWARD =
            Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('医') ? "医保 结算" : "first start";

    @TempDir
    private static Path place;

    private static ServiceProcess service;
    private static List<String> firstOutput;

    @BeforeAll
    static void firstStart() throws IOException {
        Path directory = place.toRealPath().resolve(AWKWARD);
        // As a start leaves it that was cut off while it made the server and unpacked the programs.
        halfMade(directory.resolve("data/postgresql.new/PG_VERSION"));
        halfMade(directory.resolve("data/postgresql-binaries/PG-0/bin/initdb"));
        service = ServiceProcess.start(directory, Map.of());
        service.await(NEXT);
        firstOutput = service.lines();
    }

    private static void halfMade(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half");
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void aNewcomerIsToldWhereToGoInAFewLines() {
        assertTrue(firstOutput.size() <= 6, firstOutput::toString);
        assertTrue(firstOutput.stream().anyMatch(line -> line.contains("服务已就绪 ready: http://127.0.0.1:")));
        String last = firstOutput.get(firstOutput.size() - 1);
        assertTrue(last.contains("README.md") && last.contains("/api/v1/token"), last);
        assertTrue(firstOutput.stream().noneMatch(line -> line.contains("WARN") || line.contains("ERROR")), firstOutput::toString);
        service.request().get("/q/health/ready").then().statusCode(200);
        service.request().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/settlements"));
    }

    @Test
    void theBillOfTheReadmeIsSplitAsItSays() throws IOException {
        Response answer = settle("readme-1", Readme.bill());
        assertEquals(201, answer.statusCode(), answer::asString);
        assertTrue(answer.asString().contains(Readme.answer()), answer::asString);
        assertArrayEquals(answer.asByteArray(), settle("readme-1", Readme.bill()).asByteArray());
    }

    @Test
    void whatTheServerCommitsIsOnTheDisk() throws IOException, SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertEquals("on", asSuperuser("show " + setting), setting);
        }
        assertEquals("scram-sha-256", asSuperuser("select auth_method from pg_hba_file_rules"));
        assertEquals("127.0.0.1", asSuperuser("show listen_addresses"));
    }

    @Test
    void nobodyElseReadsWhatIsSecretOrWritesWhatIsRun() throws IOException {
        Path data = service.directory().resolve("data");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets"))));
        try (Stream<Path> secrets = Files.list(data.resolve("secrets"))) {
            for (Path secret : secrets.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)), secret::toString);
            }
        }
        assertFalse(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgresql-binaries")))
                .endsWith("x"));
    }

    @Test
    void aSecondInstanceIsRefusedAndTheFirstGoesOn() throws IOException {
        long server = postmaster();
        String said = ServiceProcess.refused(service.directory(), Map.of());
        assertTrue(said.contains("正被进程" + service.pid() + "使用"), said);
        assertTrue(said.contains("in use by process " + service.pid()), said);
        assertEquals(server, postmaster());
        service.request().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void whatWasAnsweredStaysHoweverTheServiceEnds() throws Exception {
        Map<String, byte[]> answers = new ConcurrentHashMap<>();
        settleUntilItEnds(answers, ServiceProcess::terminate);
        assertFalse(Files.exists(mark()), "the server was left running");
        startAgain(answers);

        long orphan = postmaster();
        settleUntilItEnds(answers, ServiceProcess::kill);
        assertTrue(ProcessHandle.of(orphan).isPresent(), "the server ended by itself");
        startAgain(answers);
        assertTrue(service.output().contains("stopping a server left running: "), service::output);
        assertTrue(ProcessHandle.of(orphan).isEmpty(), "two servers on one directory");

        settleUntilItEnds(answers, running -> {
            ProcessHandle server = ProcessHandle.of(postmaster()).orElseThrow();
            running.kill();
            server.destroyForcibly();
        });
        startAgain(answers);
    }

    /** Bills come in while the service ends; each that was answered is kept. */
    private static void settleUntilItEnds(Map<String, byte[]> answers, Ending ending) throws Exception {
        int enough = answers.size() + ENOUGH_ANSWERS;
        int first = answers.size();
        AtomicReference<String> last = new AtomicReference<>();
        Thread cashier = new Thread(() -> {
            try {
                for (int i = first; ; i++) {
                    Response answer = settle("end-" + i, bill(i));
                    if (answer.statusCode() != 201) {
                        last.set(answer.asString());
                        return;
                    }
                    answers.put(Integer.toString(i), answer.asByteArray());
                }
            } catch (Exception | AssertionError e) {
                last.set("the service is gone: " + e);
            }
        });
        cashier.start();
        while (answers.size() < enough && cashier.isAlive()) {
            cashier.join(10);
        }
        ending.end(service);
        cashier.join(TimeUnit.MINUTES.toMillis(1));
        assertFalse(cashier.isAlive());
        assertTrue(answers.size() >= enough, () -> answers.size() + " answers, then " + last.get());
    }

    private static void startAgain(Map<String, byte[]> answers) throws IOException {
        service = ServiceProcess.start(service.directory(), Map.of());
        for (Map.Entry<String, byte[]> each : answers.entrySet()) {
            Response again = settle("end-" + each.getKey(), bill(Integer.parseInt(each.getKey())));
            assertEquals("true", again.header("Idempotent-Replayed"), again::asString);
            assertArrayEquals(each.getValue(), again.asByteArray());
        }
    }

    private static Response settle(String key, String bill) {
        return service.hospital().header("Idempotency-Key", key).body(bill).post("/api/v1/settlements");
    }

    /** Of another person, so that the README's finds a year without bills. */
    private static String bill(int number) throws IOException {
        return Readme.bill()
                .replace("README-1", "END-" + number)
                .replace("520299197002021021", "520299198001011010")
                .replace("样例乙", "样例甲");
    }

    private static Path mark() {
        return service.directory().resolve("data/postgresql/postmaster.pid");
    }

    private static long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(mark()).get(0).strip());
    }

    private static String asSuperuser(String sql) throws IOException, SQLException {
        String port = Files.readAllLines(mark()).get(3).strip();
        String password = Files.readString(service.directory().resolve("data/secrets/password-postgres")).strip();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/onestop", "postgres", password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    /** A way in which the service ends. */
    private interface Ending {
        void end(ServiceProcess service) throws IOException;
    }
}
