package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople;

/** What the database itself refuses, whatever the program does. */
@QuarkusTest
class DatabaseGuardTest {

    /** Everything that the service's role may change or delete, and why. A new table needs no line here, a new right does. */
    private static final Set<String> CHANGEABLE = Set.of(
            "accumulator UPDATE", // running totals, proved by accumulator_difference
            "standing_bill DELETE", // what must be unique while it stands
            "member_standing UPDATE", // follows from memberships and contributions
            "member_standing DELETE", // of who is no member after all
            "open_application DELETE", // what waits for a step, while it waits
            "import_progress UPDATE", // how far a job has come, until it has ended
            "recomputation_progress UPDATE", // likewise
            "recomputation_total UPDATE", // likewise
            "signature_nonce DELETE", // of no more use once it is old
            "import_chunk DELETE"); // a file handed in holds what only person_identity may; it goes with its job's end

    /** Master data whose periods are ended, running totals, and the migrations' own. */
    private static final Set<String> NOT_APPEND_ONLY = Set.of(
            "accumulator",
            "standing_bill",
            "member_standing",
            "client",
            "client_secret",
            "hospital_period",
            "catalogue_item",
            "reference_version",
            "person",
            "enrolment",
            "enrolment_suspension",
            "household",
            "household_member",
            "household_category",
            "household_residence",
            "person_death",
            "open_application",
            "import_progress",
            "import_chunk",
            "recomputation_progress",
            "recomputation_total",
            "journal_reader", // how far readers behind the commits have come
            "audit_settlement", // a copy that can be made anew
            "rule_case", // likewise: which cases the rules have looked at
            "rule_progress",
            "signature_nonce", // of no more use once it is old
            "division",
            "calendar_day",
            "population_base",
            "membership",
            "ledger_limit", // the service can't change it: the database keeps it
            "ledger_chart", // likewise
            "flyway_schema_history");

    /** The tables whose trigger refuses every change before it happens, and is not switched off. */
    private static final String APPEND_ONLY = "select g.tgrelid::regclass::text from pg_trigger g"
            + " where g.tgfoid = 'refuse_change'::regproc and g.tgenabled <> 'D' and g.tgtype & 2 = 2"
            + " and g.tgtype & 8 = 8 and g.tgtype & 16 = 16 and g.tgtype & 32 = 32";

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

    /**
     * A period may be ended, a secret run out and a row of the register's history be superseded; an open application moves
     * on. Nothing else of a row may be changed, but of those that are copies or say how far somebody has come.
     */
    @Test
    void theServiceCanChangeNoColumnButAnEnd() throws Exception {
        List<String> columns = database.column("select distinct c.column_name from information_schema.column_privileges c"
                + " where c.grantee = 'onestop_service' and c.privilege_type = 'UPDATE' and c.table_name not in"
                + " ('audit_settlement', 'journal_reader', 'rule_case', 'rule_progress') and not exists (select from"
                + " information_schema.role_table_grants g where g.table_name = c.table_name"
                + " and g.grantee = c.grantee and g.privilege_type = 'UPDATE')");
        assertEquals(
                Set.of("valid_until", "superseded_at", "stage", "steps", "area", "waiting_since", "due_on"),
                Set.copyOf(columns));
    }

    /** So that a new table is either guarded or named here. */
    @Test
    void everyTableIsAppendOnlyOrStandsHere() throws Exception {
        Set<String> open = new TreeSet<>(database.column("select c.relname from pg_class c where c.relkind in ('r', 'p')"
                + " and c.relnamespace = 'public'::regnamespace and c.relname not in (" + APPEND_ONLY + ")"));
        assertEquals(new TreeSet<>(NOT_APPEND_ONLY), open);
    }

    /** A row of the register's history is superseded once; not even its owner rewrites or deletes it. */
    @Test
    void historyIsNeverRewritten() throws Exception {
        List<String> tables = database.column("select g.tgrelid::regclass::text from pg_trigger g"
                + " where g.tgfoid = 'only_supersede'::regproc and g.tgenabled <> 'D'");
        assertEquals(
                Set.of(
                        "enrolment",
                        "enrolment_suspension",
                        "person_death",
                        "household_residence",
                        "household_member",
                        "household_category",
                        "membership",
                        "hospital_period",
                        "catalogue_item"),
                Set.copyOf(tables));
        people.resident(org.onestop.adjudication.HardshipCategory.DIBAO);
        for (String table : List.of(
                "enrolment",
                "household_residence",
                "household_member",
                "household_category",
                "hospital_period",
                "catalogue_item")) {
            assertRefused("delete from " + table);
            assertRefused("update " + table + " set valid_from = valid_from - 1");
            for (String attempt : List.of(
                    "delete from " + table,
                    "truncate " + table + " cascade",
                    "update " + table + " set valid_from = valid_from - 1",
                    "update " + table + " set superseded_at = now(), valid_from = valid_from - 1",
                    "update " + table + " set superseded_at = null")) {
                SQLException refused = assertThrows(SQLException.class, () -> database.run(attempt), attempt);
                assertEquals("OS001", refused.getSQLState(), refused::getMessage);
            }
        }
    }

    static List<String> appendOnlyTables() throws Exception {
        return CDI.current().select(TestDatabase.class).get().column(APPEND_ONLY);
    }

    @ParameterizedTest
    @MethodSource("appendOnlyTables")
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

    /** Each total for itself, so that a column added later is not forgotten. */
    @Test
    void noTotalOfAYearFallsBelowZero() throws Exception {
        SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.resident(), "100.00"));
        List<String> totals = database.column("select column_name from information_schema.columns"
                + " where table_name = 'accumulator' and column_name not in ('person_id', 'year')");
        assertTrue(totals.size() >= 23, totals::toString);
        for (String total : totals) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> asService("update accumulator set " + total + " = -1"), total);
            assertEquals("23514", refused.getSQLState(), refused::getMessage);
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

    /** Each rule of the rows that a settlement writes, broken for itself: by the service, by the owner, by a replica's role. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "settlement|total|s.total + 1",
        "settlement|own_pay|s.own_pay + 1",
        "settlement|over_ceiling|s.over_ceiling + 1",
        "settlement|first_pay|s.first_pay + 1",
        "settlement|in_scope|s.in_scope + 1",
        "settlement|basic|s.basic + 1",
        "settlement|critical_illness|s.critical_illness + 1",
        "settlement|medical_assistance|s.medical_assistance + 1",
        "settlement|tilt_aid|s.tilt_aid + 1",
        "settlement|patient_pays|s.patient_pays + 1",
        "settlement|mutual_aid_expected|-1",
        "settlement|own_pay;first_pay|-1;s.own_pay + s.first_pay + 1",
        "settlement|over_ceiling;in_scope|-1;s.over_ceiling + s.in_scope + 1",
        "settlement|first_pay;in_scope|-1;s.first_pay + s.in_scope + 1",
        "settlement|in_scope;first_pay|-1;s.in_scope + s.first_pay + 1",
        "settlement|basic;patient_pays|-1;s.basic + s.patient_pays + 1",
        "settlement|critical_illness;patient_pays|-1;s.critical_illness + s.patient_pays + 1",
        "settlement|medical_assistance;patient_pays|-1;s.medical_assistance + s.patient_pays + 1",
        "settlement|tilt_aid;patient_pays|-1;s.tilt_aid + s.patient_pays + 1",
        "settlement|patient_pays;basic|-1;s.patient_pays + s.basic + 1",
        "settlement|scheme|'NONE'",
        "settlement|encounter_type|'NONE'",
        "settlement|assistance_class|0",
        "settlement|assistance_class|5",
        "settlement|year|s.year + 1",
        "settlement|policy_set|'\\x00'",
        "settlement|record_digest|'\\x00'",
        "idempotency_key|key|''",
        "idempotency_key|key|'a b'",
        "idempotency_key|key|repeat('k', 65)",
        "idempotency_key|operation|'lower'",
        "idempotency_key|operation|repeat('O', 33)",
        "idempotency_key|operation|'FENCE'",
        "idempotency_key|fingerprint|null",
        "idempotency_key|fingerprint|'\\x00'",
        "idempotency_key|status|null",
        "idempotency_key|subject_id|null",
        "journal_record|kind|''",
        "journal_record|kind|'lower'",
        "journal_record|kind|repeat('K', 33)",
        "journal_record|digest|'\\x00'"
    })
    void noRowOfASettlementBreaksARule(String table, String columns, String values) {
        SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.resident(), "100.00"));
        String insert = copied(table, columns, values);
        assertRuleBroken(insert, () -> asService(insert));
        assertRuleBroken(insert, () -> database.run("set role onestop_owner; " + insert));
        assertRuleBroken(insert, () -> database.run("set session_replication_role = replica; " + insert));
    }

    /** So that what is refused above is the rule that was broken and nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"settlement", "idempotency_key", "journal_record"})
    void aRowThatBreaksNoRuleIsTaken(String table) throws Exception {
        SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.resident(), "100.00"));
        database.run("begin; " + copied(table, "client_id", "s.client_id") + "; rollback");
    }

    /** A further row like one that a settlement wrote, with a key of its own and other values in some columns. */
    private static String copied(String table, String columns, String values) {
        StringBuilder changed = new StringBuilder(
                switch (table) {
                    case "settlement" -> "'id', gen_random_uuid(), 'sequence', 99999";
                    case "idempotency_key" -> "'key', gen_random_uuid()";
                    default -> "'id', 0";
                });
        String[] value = values.split(";");
        String[] column = columns.split(";");
        for (int i = 0; i < column.length; i++) {
            changed.append(", '").append(column[i]).append("', ").append(value[i]);
        }
        String one = switch (table) {
            case "settlement" -> "true order by settled_at desc";
            case "idempotency_key" -> "operation = 'SETTLEMENT' order by bound_at desc";
            default -> "kind = 'SETTLEMENT' order by id desc";
        };
        return "insert into " + table + " overriding user value select (jsonb_populate_record(s, jsonb_build_object(" + changed
                + "))).* from " + table + " s where " + one + " limit 1";
    }

    private static void assertRuleBroken(String sql, Executable attempt) {
        SQLException refused = assertThrows(SQLException.class, attempt, sql);
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
