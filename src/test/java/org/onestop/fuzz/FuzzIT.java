package org.onestop.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestop.start.ServiceProcess;

/**
 * Strange input at the packaged service, over every operation of the interface document. Short and always the same unless
 * told otherwise: {@code -Dfuzz.minutes=5} goes on so long under a seed that chance gives and the output tells,
 * {@code -Dfuzz.seed=...} under that one.
 */
class FuzzIT {

    private static final int REQUESTS = 6_000;
    private static final long SEED = 20180114;

    /** As the sandbox has them, by the role that the table of operations names. */
    private static final Map<String, List<String>> CLIENTS = Map.of(
            "hospital", List.of("his-H52020100001", "his-H52020100002"),
            "registrar", List.of("registrar-community", "registrar-township", "registrar-civil-affairs", "registrar-housing", "registrar-union"),
            "union-admin", List.of("union-admin"),
            "civil-affairs-auditor", List.of("civil-affairs-auditor"),
            "policy-admin", List.of("policy-admin"),
            "system-admin", List.of("system-admin"));

    private static final Pattern ERROR = Pattern.compile("(?m)^\\S+ \\S+ ERROR .*$");

    @TempDir
    private static Path place;

    private static ServiceProcess service;

    @BeforeAll
    static void start() throws IOException {
        service = ServiceProcess.start(place.toRealPath().resolve("service"), Map.of());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void noRequestIsTooStrange() throws IOException {
        int minutes = Integer.getInteger("fuzz.minutes", 0);
        long seed = Long.getLong("fuzz.seed", minutes == 0 ? SEED : new Random().nextLong() >>> 16);
        try (Trap trap = Trap.set()) {
            Fuzz fuzz = new Fuzz(service.base().getPort(), trap.port(), seed, tokens(), callers());
            fuzz.run(REQUESTS, System.nanoTime() + Duration.ofMinutes(minutes).toNanos());
            System.out.println(fuzz.summary());
            assertEquals("", String.join("\n\n", fuzz.faults().entrySet().stream().map(Object::toString).toList()), fuzz::summary);
            assertEquals(0, trap.visitors(), "a request made the service open a connection");
            assertTrue(fuzz.reachedMost(), fuzz::summary);
        }
        assertEquals(List.of(), ERROR.matcher(service.output()).results().map(each -> each.group()).toList());
        service.request().get("/q/health/ready").then().statusCode(200);
    }

    private static Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        new TreeMap<>(CLIENTS).values().forEach(clients -> clients.forEach(client -> tokens.put(client, token(client))));
        return tokens;
    }

    private static String token(String client) {
        String secret = "sandbox-" + (client.startsWith("his-") ? client.substring(4).toLowerCase(java.util.Locale.ROOT) : client);
        return service.token(client, secret).then().statusCode(200).extract().path("access_token");
    }

    private static Map<String, List<String>> callers() throws IOException {
        Properties table = new Properties();
        try (InputStream file = FuzzIT.class.getResourceAsStream("/access/operations.properties")) {
            table.load(file);
        }
        Map<String, List<String>> callers = new TreeMap<>();
        for (String operation : table.stringPropertyNames()) {
            List<String> may = new ArrayList<>();
            for (String role : table.getProperty(operation).split(", *")) {
                may.addAll(CLIENTS.getOrDefault(role, List.of()));
            }
            callers.put(operation, may);
        }
        return callers;
    }
}
