package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestop.adjudication.Scheme;
import org.onestop.time.BusinessClock;

/** What settlements have used stays as it was, on a real PostgreSQL and with the rights of the service alone. */
class PolicyStoreTest {

    private static final Path SHIPPED = Path.of("src/main/resources/policy");
    private static final String CAP = "resident/basic/annual_cap.yaml";
    private static final LocalDate ON = LocalDate.parse("2018-03-12");
    private static final String GUARD = """
            drop owned by policy_service;
            drop schema public cascade; create schema public; grant usage on schema public to policy_service;
            create function refuse_change() returns trigger language plpgsql
              as $$ begin raise exception 'append-only'; end $$;
            create function guard_append_only(name text) returns void language plpgsql as $$ begin
              execute format('create trigger guard before update or delete on %I execute function refuse_change()', name);
              end $$;
            """;

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    private AgroalDataSource database;
    private PolicyBook book;
    private PolicyStore store;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        asOwner("create role policy_service login");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void emptyDatabaseAndShippedFiles() throws IOException, SQLException {
        String migration = Files.readString(Path.of("src/main/resources/db/migration/V007__policy.sql"));
        asOwner(GUARD + migration.replace("${service}", "policy_service"));
        database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(16).connectionFactoryConfiguration(connection ->
                        connection
                                .jdbcUrl("jdbc:postgresql://localhost:" + server.getPort() + "/postgres")
                                .principal(new NamePrincipal("policy_service")))));
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        start();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aUsedValueThatChangedRefusesTheStartAndIsNamed() throws IOException {
        store.remember(set(Scheme.RESIDENT));
        edit(CAP, "\"150000\"", "\"160000\"");
        start();
        UsedPolicyChangedException refused = assertThrows(UsedPolicyChangedException.class, store::check);
        assertEquals(1, refused.differences().size());
        assertEquals("resident.basic.annual_cap", refused.differences().get(0).id());
        assertEquals(LocalDate.parse("2017-01-01"), refused.differences().get(0).from());
        assertTrue(refused.getMessage().contains("150000.00"), refused::getMessage);
        assertTrue(refused.getMessage().contains("160000.00"), refused::getMessage);
    }

    @Test
    void aUsedSourceThatChangedRefusesTheStart() throws IOException {
        store.remember(set(Scheme.RESIDENT));
        edit(CAP, "早年数值", "近年数值");
        start();
        String message = assertThrows(UsedPolicyChangedException.class, store::check).getMessage();
        assertTrue(message.contains("依据 source"), message);
    }

    @Test
    void aUsedValueThatIsGoneRefusesTheStart() throws IOException {
        store.remember(set(Scheme.RESIDENT));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace("2017-01-01", "2016-01-01"));
            }
        }
        start();
        List<UsedPolicyChangedException.Difference> differences =
                assertThrows(UsedPolicyChangedException.class, store::check).differences();
        assertEquals(set(Scheme.RESIDENT).references().size(), differences.size());
        assertTrue(differences.get(0).what().contains("no longer"), differences::toString);
    }

    @Test
    void aSetWithAUsedValueOfOtherContentIsNotStored() throws IOException, SQLException {
        store.remember(set(Scheme.RESIDENT));
        edit(CAP, "\"150000\"", "\"160000\"");
        start();
        PolicySet changed = set(Scheme.RESIDENT);
        assertThrows(IllegalStateException.class, () -> store.remember(changed));
        assertEquals("1", one("select count(*) from policy_set"));
        assertEquals(Optional.empty(), store.load(changed.digest()));
    }

    @Test
    void theServiceCanNeitherChangeNorRemoveWhatIsStored() {
        store.remember(set(Scheme.RESIDENT));
        for (String table : List.of("policy_value", "policy_set", "policy_set_value")) {
            SQLException refused = assertThrows(SQLException.class, () -> asService("delete from " + table));
            assertEquals("42501", refused.getSQLState(), refused::getMessage);
        }
        assertThrows(SQLException.class, () -> asService("update policy_value set source = 'x'"));
        assertThrows(SQLException.class, () -> asOwner("update policy_value set source = 'x'"));
    }

    @Test
    void aRowThatSomebodyForgedIsNotRead() throws SQLException {
        PolicySet set = set(Scheme.RESIDENT);
        store.remember(set);
        asOwner("alter table policy_value disable trigger all;"
                + "update policy_value set value_json = '\"9.99\"' where id = 'resident.basic.class_b_first_pay'");
        assertThrows(IllegalStateException.class, () -> store.load(set.digest()));
        assertThrows(IllegalStateException.class, store::check);
    }

    @Test
    void anUnknownSetIsNotFound() {
        assertEquals(Optional.empty(), store.load(new byte[32]));
    }

    @Test
    void whatWasUsedIsReadAgainAfterTheFilesHaveChanged() throws IOException {
        PolicySet resident = set(Scheme.RESIDENT);
        PolicySet employee = set(Scheme.EMPLOYEE);
        store.remember(resident);
        store.remember(employee);
        edit(CAP, "\"150000\"", "\"160000\"");
        start();
        assertEquals(resident.policy(), store.load(resident.digest()).orElseThrow());
        assertEquals(employee.policy(), store.load(employee.digest()).orElseThrow());
    }

    @Test
    void unchangedAndReorderedFilesPassAndSoDoLaterValues() throws IOException {
        store.check();
        store.remember(set(Scheme.RESIDENT));
        edit(CAP, "      limits: PAYMENT\n      amount: \"150000\"\n", "      amount: 150000.0\n      limits: PAYMENT\n");
        edit(CAP, "confidence: low", "confidence: medium");
        Files.writeString(directory.resolve(CAP), """
                  - from: "2026-01-01"
                    value: { limits: PAYMENT, amount: "300000" }
                    source: 新通知
                    confidence: high
                """, java.nio.file.StandardOpenOption.APPEND);
        start();
        store.check();
        assertEquals("300000.00", book.find(Scheme.RESIDENT, LocalDate.parse("2026-01-01")).orElseThrow()
                .policy().basic().annualCap().value().amount().toString());
    }

    @Test
    void anUnusedValueMayChange() throws IOException {
        store.remember(set(Scheme.EMPLOYEE));
        edit(CAP, "\"150000\"", "\"160000\"");
        start();
        store.check();
    }

    @Test
    void aSetIsWrittenOnceHoweverManyRememberItAtOnce() throws Exception {
        PolicySet set = set(Scheme.RESIDENT);
        PolicySet other = set(Scheme.EMPLOYEE);
        int threads = 12;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            PolicySet mine = i % 2 == 0 ? set : other;
            // Each with a memory of its own, as several instances of the service have.
            PolicyStore own = new PolicyStore(database, book, new BusinessClock());
            all.add(pool.submit(() -> {
                together.await();
                own.remember(mine);
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
        assertEquals("2", one("select count(*) from policy_set"));
        assertEquals(
                Integer.toString(set.references().size() + other.references().size()),
                one("select count(*) from policy_set_value"));
        assertEquals(set.policy(), store.load(set.digest()).orElseThrow());
    }

    @Test
    void rememberingAgainAsksTheDatabaseNothing() {
        PolicySet set = set(Scheme.RESIDENT);
        store.remember(set);
        database.close();
        store.remember(set);
        assertThrows(RuntimeException.class, () -> store.remember(set(Scheme.EMPLOYEE)));
    }

    private void start() {
        book = new PolicyBook(Optional.of(directory));
        store = new PolicyStore(database, book, new BusinessClock());
    }

    private PolicySet set(Scheme scheme) {
        return book.find(scheme, ON).orElseThrow();
    }

    private void edit(String file, String old, String with) throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertTrue(text.contains(old), () -> file + " has no " + old);
        Files.writeString(directory.resolve(file), text.replace(old, with));
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void asService(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
