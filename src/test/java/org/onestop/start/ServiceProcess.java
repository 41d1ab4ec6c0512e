package org.onestop.start;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged service as a person starts it: a process of its own, in a directory of its own, at a port that the system
 * chose. Whatever happens, it and all that runs out of its directory has ended when it is closed.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Pattern READY = Pattern.compile("ready: (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LOOK_AGAIN_MILLIS = 50;

    private final Path directory;
    private final Path output;
    private final Process process;
    private String base;

    private ServiceProcess(Path directory, Path output, Process process) {
        this.directory = directory;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts it and returns at once.
     *
     * @param directory where it runs
     * @param settings  environment variables; of this process' own none that sets the service is handed on
     */
    static ServiceProcess begin(Path directory, Map<String, String> settings, String... arguments) throws IOException {
        assertTrue(Files.exists(JAR), () -> JAR + " is missing; the service is packaged before these tests run");
        Files.createDirectories(directory);
        Path output = Files.createTempFile(directory.getParent(), "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Short lives: what the compiler would win it could not give back.
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        JAR.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.matches("(ONESTOP|QUARKUS|SMALLRYE|MP)_.*"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(settings);
        return new ServiceProcess(directory, output, builder.start());
    }

    /** Starts it and waits until it says that it is ready. */
    public static ServiceProcess start(Path directory, Map<String, String> settings) throws IOException {
        ServiceProcess service = begin(directory, settings);
        try {
            service.base = service.await(READY);
            return service;
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }

    /** Starts it, expects that it ends with exit code 1 by itself, and returns what it said. */
    static String refused(Path directory, Map<String, String> settings) throws IOException {
        ServiceProcess service = begin(directory, settings);
        try {
            assertTrue(service.endsWithin(PATIENCE), () -> "it was not refused:\n" + service.output());
            assertEquals(1, service.process.exitValue(), service::output);
            String said = service.output();
            assertEquals(1, Pattern.compile("拒绝启动 Refused to start: ").matcher(said).results().count(), said);
            assertTrue(said.lines().noneMatch(line -> line.startsWith("\tat ")), said);
            assertEquals(1, said.lines().filter(line -> line.matches("\\S+ \\S+ ERROR .*")).count(), said);
            return said;
        } finally {
            // What else runs out of the directory may be another one's.
            service.kill();
        }
    }

    /** Lets it do what its arguments say, and returns what it said. */
    static String command(int exitCode, Path directory, Map<String, String> settings, String... arguments) throws IOException {
        ServiceProcess program = begin(directory, settings, arguments);
        try {
            assertTrue(program.endsWithin(PATIENCE), () -> "it did not end:\n" + program.output());
            assertEquals(exitCode, program.process.exitValue(), program::output);
            return program.output();
        } finally {
            program.kill();
        }
    }

    /** Waits until it has printed something, and returns the first group of it. */
    String await(Pattern wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher said = wanted.matcher(output());
            if (said.find()) {
                return said.group(1);
            }
            assertFalse(endsWithin(Duration.ofMillis(LOOK_AGAIN_MILLIS)), () -> "it ended:\n" + output());
        }
        throw new AssertionError("it did not say " + wanted + " within " + PATIENCE + ":\n" + output());
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return output().lines().toList();
    }

    Path directory() {
        return directory;
    }

    /** Where it listens, as it says itself. */
    public String base() {
        return base;
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, as an operator does (SIGTERM), and waits until it has. */
    void terminate() {
        process.destroy();
        assertTrue(endsWithin(PATIENCE), () -> "it did not end:\n" + output());
    }

    /** Ends it without a warning (SIGKILL), and nothing that it has started. */
    void kill() {
        process.destroyForcibly();
        assertTrue(endsWithin(PATIENCE));
    }

    public RequestSpecification request() {
        return given().baseUri(base);
    }

    public Response token(String clientId, String secret) {
        return request().auth()
                .preemptive()
                .basic(clientId, secret)
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token");
    }

    /** A request of the sandbox's first hospital. */
    RequestSpecification hospital() {
        String token = token("his-H52020100001", "sandbox-h52020100001").then().statusCode(200).extract().path("access_token");
        return request().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        endsWithin(PATIENCE);
        ProcessHandle.allProcesses()
                .filter(each -> each.info().command().orElse("").startsWith(directory + "/"))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
