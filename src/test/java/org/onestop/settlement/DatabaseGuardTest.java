package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople;

/** What the database itself refuses, whatever the program does. */
@QuarkusTest
class DatabaseGuardTest {

    /** Everything that the service's role may change or delete, and why. A new table needs no line here, a new right does. */
    private static final Set<String> CHANGEABLE = Set.of(
            "accumulator UPDATE", // running totals, proved by accumulator_difference
            "standing_bill DELETE"); // what must be unique while it stands

    @Inject
    TestDatabase database;

    @Inject
    SamplePeople people;

    @Test
    void theServiceCanChangeAndDeleteNothingButWhatStandsHere() throws Exception {
        List<String> rights = database.column(
                "select table_name || ' ' || privilege_type from information_schema.role_table_grants"
                        + " where grantee = 'onestop_service' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')");
        assertEquals(new TreeSet<>(CHANGEABLE), new TreeSet<>(rights));
    }

    @Test
    void theServiceOwnsNothingAndIsNobodySpecial() throws Exception {
        assertEquals("0", database.one(
                "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = 'onestop_service')"));
        assertEquals("f", database.one("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication"
                + " from pg_roles where rolname = 'onestop_service'"));
        assertEquals("0", database.one("select count(*) from pg_auth_members where member ="
                + " (select oid from pg_roles where rolname = 'onestop_service')"));
        assertRefused("create table mine (x integer)");
        assertRefused("create schema mine");
        assertRefused("alter table settlement disable trigger all");
        assertRefused("drop view accumulator_difference");
        assertRefused("set session_replication_role = replica");
    }

    @ParameterizedTest
    @ValueSource(strings = {"settlement", "settlement_reversal", "idempotency_key", "journal_record", "refusal_record",
        "policy_value", "policy_set", "policy_set_value", "person_identity"})
    void nobodyChangesOrDeletesWhatIsAppendOnly(String table) throws Exception {
        SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.resident(), "100.00"));
        assertRefused("delete from " + table);
        assertRefused("truncate " + table + " cascade");
        String column = database.one("select column_name from information_schema.columns where table_name = '" + table
                + "' order by ordinal_position desc limit 1");
        assertRefused("update " + table + " set " + column + " = " + column);
        for (String attempt : List.of("delete from " + table, "update " + table + " set " + column + " = " + column)) {
            SQLException refused = assertThrows(SQLException.class, () -> database.run(attempt));
            assertEquals("OS001", refused.getSQLState(), refused::getMessage);
        }
    }

    @Test
    void anAccumulatorCannotFallBelowZeroNorAnAmountBeMadeUp() {
        SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.resident(), "100.00"));
        SQLException refused = assertThrows(
                SQLException.class, () -> asService("update accumulator set resident_basic_paid = -1"));
        assertEquals("23514", refused.getSQLState());
        refused = assertThrows(SQLException.class, () -> asService("insert into settlement select (jsonb_populate_record(s,"
                + " jsonb_build_object('id', gen_random_uuid(), 'sequence', 99999, 'basic', s.basic + 1))).* from settlement s"));
        assertEquals("23514", refused.getSQLState(), refused::getMessage);
    }

    @Test
    void whatIsCommittedIsOnDisk() throws Exception {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertEquals("on", database.one("select current_setting('" + setting + "')"), setting);
        }
    }

    private void assertRefused(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> asService(sql), sql);
        assertEquals("42501", refused.getSQLState(), refused::getMessage);
    }

    private void asService(String sql) throws SQLException {
        try (Connection connection = database.asService();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
