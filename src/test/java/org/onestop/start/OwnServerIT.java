package org.onestop.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service on a PostgreSQL of one's own: what it refuses, and what it does not do there. */
class OwnServerIT {

    /** Roles that could get round what the database enforces. */
    private static final List<String> TOO_MIGHTY = List.of("onestop_owner", "postgres", "owners_friend");

    @TempDir
    private static Path place;

    private static OwnServer server;
    private static Path directory;

    @BeforeAll
    static void startServer() throws IOException, SQLException, GeneralSecurityException {
        server = new OwnServer(place);
        server.run(OwnServer.SUPERUSER, "create role owners_friend login in role onestop_owner");
        directory = place.resolve("service");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() throws IOException, SQLException {
        Map<String, String> complete = OwnServer.withFirstAdmin(server.database("missing"));
        String url = "QUARKUS_DATASOURCE_JDBC_URL";
        String said = ServiceProcess.refused(directory, Map.of(url, complete.get(url)));
        for (String name : complete.keySet()) {
            assertEquals(!name.equals(url), said.contains("\n  " + name + " "), () -> name + " in:\n" + said);
        }
        assertNothingMade("missing");
    }

    @Test
    void everySecretThatAnybodyMightGuessIsNamedAtOnceAndNotShown() throws IOException, SQLException {
        Map<String, String> settings = new HashMap<>(OwnServer.withFirstAdmin(server.database("weak")));
        Map<String, String> weak = Map.of(
                "QUARKUS_DATASOURCE_PASSWORD", "onestop_service1",
                "QUARKUS_FLYWAY_PASSWORD", "bench",
                "ONESTOP_FIRST_ADMIN_CLIENT_SECRET", "sandbox-h52020100001",
                "ONESTOP_IDENTITY_KEY", Base64.getEncoder().encodeToString(new byte[32]),
                "ONESTOP_IDENTITY_INDEX_KEY", "dGhpcnR5LXR3byBieXRlcyB0aGF0IGFyZSBhIHRleHQ=");
        settings.putAll(weak);
        String said = ServiceProcess.refused(directory, settings);
        weak.forEach((name, value) -> {
            assertTrue(said.contains("\n  " + name + "  "), () -> name + " in:\n" + said);
            assertFalse(said.contains(value), said);
        });
        assertNothingMade("weak");
    }

    @Test
    void aNewDatabaseNeedsItsFirstClient() throws IOException, SQLException {
        Map<String, String> settings = server.database("no_admin");
        String said = ServiceProcess.refused(directory, settings);
        assertTrue(said.contains("ONESTOP_FIRST_ADMIN_CLIENT_ID and ONESTOP_FIRST_ADMIN_CLIENT_SECRET"), said);
    }

    @Test
    void aRoleThatIsTooMightyIsRefusedBeforeAnythingIsMade() throws IOException, SQLException {
        Map<String, String> settings = OwnServer.withFirstAdmin(server.database("mighty"));
        for (String role : TOO_MIGHTY) {
            String said = ServiceProcess.refused(
                    directory, OwnServer.with(settings, "QUARKUS_DATASOURCE_USERNAME", role));
            assertTrue(said.contains("Refused to start: 服务角色" + role + "是超级用户或库表属主"), said);
            assertNothingMade("mighty");
        }
    }

    @Test
    void nothingIsStartedMadeOrLoadedThatWasNotAskedFor() throws IOException, SQLException {
        Map<String, String> settings = server.database("plain");
        try (ServiceProcess service = ServiceProcess.start(directory, OwnServer.withFirstAdmin(settings))) {
            service.token("first", OwnServer.ADMIN_SECRET).then().statusCode(200);
            service.token("his-H52020100001", "sandbox-h52020100001").then().statusCode(401);
            assertFalse(service.output().contains("README.md"), service::output);
        }
        assertEquals("1", server.one("plain", "select count(*) from client"));
        assertEquals("0", server.one("plain", "select count(*) from person"));
        assertEquals("onestop_owner", server.one("plain", "select distinct tableowner from pg_tables"
                + " where schemaname = 'public'"));
        try (Stream<Path> made = Files.list(directory)) {
            assertEquals(List.of(), made.toList());
        }
        // The first client is asked for once.
        ServiceProcess.start(directory, settings).close();
        for (String role : TOO_MIGHTY) {
            String said = ServiceProcess.refused(
                    directory, OwnServer.with(settings, "QUARKUS_DATASOURCE_USERNAME", role));
            assertTrue(said.contains("数据库角色 " + role + " 是超级用户、库表属主或可管理角色"), said);
        }
    }

    @Test
    void theSandboxIsLoadedWhereItIsAskedForAndThenNeverForgotten() throws IOException, SQLException {
        Map<String, String> settings = OwnServer.withFirstAdmin(server.database("sandbox"));
        try (ServiceProcess service =
                ServiceProcess.start(directory, OwnServer.with(settings, "ONESTOP_SANDBOX", "true"))) {
            String answer = service.hospital()
                    .header("Idempotency-Key", "readme-1")
                    .body(Readme.bill())
                    .post("/api/v1/settlements")
                    .then()
                    .statusCode(201)
                    .extract()
                    .asString();
            assertTrue(answer.contains(Readme.answer()), answer);
        }
        for (String key : List.of("ONESTOP_IDENTITY_KEY", "ONESTOP_IDENTITY_INDEX_KEY")) {
            String said = ServiceProcess.refused(directory, OwnServer.with(settings, key, OwnServer.ANOTHER_KEY));
            assertTrue(said.contains(key + "不是库中身份信息所用的密钥"), said);
        }
        String said = ServiceProcess.refused(directory, settings);
        assertTrue(said.contains("其口令是公开的") && said.contains("whose secrets are public"), said);
    }

    @Test
    void theProgramTellsWhatElseItCanDo() throws IOException {
        String said = ServiceProcess.command(2, directory, Map.of(), "rubbish");
        assertTrue(said.contains("没有这个命令 no such command: rubbish") && said.contains("\n  jwks "), said);
        assertTrue(ServiceProcess.command(1, directory, Map.of(), "reseal-identities")
                .contains("未作任何改动 nothing was changed: 缺少 missing: "));
        assertEquals(1, ServiceProcess.command(0, directory, Map.of(), "jwks", place.resolve("public.pem").toString())
                .split("\"kid\"").length - 1);
    }

    /** The old key opens what it sealed, until all is sealed anew and it is of no more use. */
    @Test
    void identityKeysAreExchanged() throws IOException, SQLException {
        Map<String, String> settings =
                OwnServer.with(OwnServer.withFirstAdmin(server.database("exchange")), "ONESTOP_SANDBOX", "true");
        String oldKey = settings.get("ONESTOP_IDENTITY_KEY");
        String first = settled(settings, 201);
        Map<String, String> fresh = OwnServer.with(settings, "ONESTOP_IDENTITY_KEY", OwnServer.ANOTHER_KEY);
        assertTrue(ServiceProcess.refused(directory, fresh).contains("ONESTOP_IDENTITY_KEY不是库中身份信息所用的密钥"));

        Map<String, String> both = OwnServer.with(fresh, "ONESTOP_IDENTITY_PREVIOUS_KEYS", oldKey);
        try (ServiceProcess service = ServiceProcess.start(directory, both)) {
            assertEquals(first, settle(service, 201));
            assertTrue(ServiceProcess.command(1, directory, both, "reseal-identities").contains("先停止服务"));
        }

        // Now the index key too; the fingerprints of requests stay what they were.
        Map<String, String> exchanged = OwnServer.with(both, "ONESTOP_IDENTITY_INDEX_KEY", OwnServer.ANOTHER_INDEX_KEY);
        String unopened = ServiceProcess.command(1, directory, fresh, "reseal-identities");
        assertTrue(unopened.contains("未作任何改动 nothing was changed"), unopened);
        String persons = server.one("exchange", "select count(*) from person_identity");
        assertTrue(ServiceProcess.command(0, directory, exchanged, "reseal-identities").contains("sealed anew: " + persons));
        Map<String, String> alone = new java.util.HashMap<>(exchanged);
        alone.remove("ONESTOP_IDENTITY_PREVIOUS_KEYS");
        String oldIndexKey = settings.get("ONESTOP_IDENTITY_INDEX_KEY");
        assertEquals(first, settled(OwnServer.with(alone, "ONESTOP_IDENTITY_FINGERPRINT_KEY", oldIndexKey), 201));
        assertTrue(ServiceProcess.refused(directory, settings).contains("ONESTOP_IDENTITY_KEY不是库中身份信息所用的密钥"));
        assertEquals("O", server.one("exchange", "select tgenabled from pg_trigger where tgname = 'append_only'"
                + " and tgrelid = 'person_identity'::regclass"));
    }

    private static String settled(Map<String, String> settings, int status) throws IOException {
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            return settle(service, status);
        }
    }

    private static String settle(ServiceProcess service, int status) throws IOException {
        return service.hospital()
                .header("Idempotency-Key", "exchange-1")
                .body(Readme.bill())
                .post("/api/v1/settlements")
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }

    private static void assertNothingMade(String database) throws IOException, SQLException {
        assertEquals("0", server.one(database, "select count(*) from pg_tables"
                + " where schemaname = 'public' and tablename <> 'flyway_schema_history'"));
        try (Stream<Path> made = Files.list(directory)) {
            assertEquals(List.of(), made.toList());
        }
    }
}
