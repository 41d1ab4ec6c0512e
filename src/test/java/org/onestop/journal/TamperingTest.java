package org.onestop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.onestop.journal.SampleVerification.findings;
import static org.onestop.journal.SampleVerification.less;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/**
 * Whoever may do anything with the database really changes it, behind the service's back: every change is found and named.
 * Everything is put back afterwards.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TamperingTest {

    /** What is put back, with the columns that tell its rows apart. */
    private static final List<List<String>> KEPT = List.of(
            List.of("settlement", "id"),
            List.of("settlement_reversal", "id"),
            List.of("standing_bill", "settlement_id"),
            List.of("accumulator", "person_id, year"),
            List.of("journal_record", "id"),
            List.of("access_record", "id"),
            List.of("refusal_record", "id"),
            List.of("journal_block", "height"),
            List.of("journal_leaf", "position"));

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    @Inject
    Sealer sealer;

    private final SampleHospital hospital = SampleHospital.ZHONGSHAN;
    private final List<String> expected = new ArrayList<>();
    private long height;
    private long position;

    /** What other tests have left behind; of what is changed here nothing may be left. */
    private static TreeSet<String> before;

    @BeforeEach
    void lookBefore() {
        if (before == null) {
            before = findings();
        }
    }

    /** Copies what is there now, sealed; only the blocks that are made afterwards are taken away again. */
    private void copies() throws Exception {
        sealer.seal();
        height = Long.parseLong(database.one("select max(height) from journal_block"));
        position = Long.parseLong(database.one("select max(position) from journal_leaf"));
        database.run("drop schema if exists kept cascade; create schema kept");
        for (List<String> table : KEPT) {
            database.run("create table kept." + table.get(0) + " as select * from public." + table.get(0));
        }
    }

    @AfterEach
    void putBack() throws Exception {
        if (database.column("select 1 from pg_namespace where nspname = 'kept'").isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder("set session_replication_role = replica;"
                + "delete from settlement where bill_no = 'FORGED'; delete from journal_record where client_id = 'forger';"
                + "delete from journal_block where height > " + height + ";"
                + "delete from journal_leaf where position > " + position + ";");
        for (List<String> table : KEPT) {
            String name = table.get(0);
            String key = table.get(1);
            sql.append("delete from " + name + " where (" + key + ") in (select " + key + " from kept." + name + ");"
                    + "insert into " + name + " overriding system value select * from kept." + name + ";");
        }
        database.run(sql + "drop schema kept cascade");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatWasPutBackIsWhole() {
        assertEquals(new TreeSet<>(), less(findings(), before));
    }

    private String settlement() {
        return hospital.settled(SampleBill.of(people.resident(), "5000.00")).extract().path("id");
    }

    private String record(String subject) throws Exception {
        return database.one("select id from journal_record where subject_id = '" + subject + "'");
    }

    private void forge(String sql) throws Exception {
        database.run("set session_replication_role = replica; " + sql);
    }

    private void expect(String... finding) {
        expected.addAll(List.of(finding));
    }

    private void found() {
        found("{}");
    }

    private void found(String request) {
        assertEquals(
                String.join("\n", new TreeSet<>(expected)), String.join("\n", less(findings(request), before)));
    }

    @Test
    void oneFenInAColumnIsNamed() throws Exception {
        String id = settlement();
        copies();
        forge("update settlement set medical_assistance = medical_assistance + 1, patient_pays = patient_pays - 1"
                + " where id = '" + id + "'");
        expect("COLUMN_DIFFERS settlement " + id + ": medical_assistance", "COLUMN_DIFFERS settlement " + id + ": patient_pays");
        found();
    }

    /** Columns that the digest doesn't hold itself. */
    @Test
    void everyColumnOfASettlementIsCovered() throws Exception {
        String id = settlement();
        copies();
        forge("update settlement set scheme = 'EMPLOYEE', encounter_type = 'OUTPATIENT', file_no = 'X', category = 'DIBAO',"
                + " benefit_date = benefit_date + 1, assistance_class = 1, mutual_aid_expected = 1,"
                + " moved_basic_paid = moved_basic_paid + 1, moved_admissions = 7 where id = '" + id + "'");
        for (String column : List.of("scheme", "encounter_type", "file_no", "category", "benefit_date", "assistance_class",
                "mutual_aid_expected", "moved_basic_paid", "moved_admissions")) {
            expect("COLUMN_DIFFERS settlement " + id + ": " + column);
        }
        String person = database.one("select person_id || '/' || year from settlement where id = '" + id + "'");
        expect("DERIVED_DIFFERS accumulator " + person + ": not the sum of its settlements");
        found();
    }

    @Test
    void aChangedDocumentIsNamed() throws Exception {
        String answer = settlement();
        String input = settlement();
        String person = settlement();
        copies();
        forge("update settlement set answer = convert_to(replace(convert_from(answer, 'UTF8'), 'SETTLED', 'settled'), 'UTF8')"
                + " where id = '" + answer + "'");
        forge("update settlement set input = input || ' ' where id = '" + input + "'");
        forge("update settlement set identity_revision = identity_revision + 1 where id = '" + person + "'");
        for (String id : List.of(answer, input, person)) {
            expect("ROW_CHANGED settlement " + id + ": digest of SETTLEMENT", "COLUMN_DIFFERS settlement " + id + ": record_digest");
        }
        found();
    }

    /** The row, its kept digest and its record all say the same: but the record is not what was sealed. */
    @Test
    void aForgeryThatFitsItsRecordIsNamedByTheSeal() throws Exception {
        String id = settlement();
        copies();
        forge("update settlement set hospital_code = 'H52020100002' where id = '" + id + "'");
        forge("update standing_bill set hospital_code = 'H52020100002' where settlement_id = '" + id + "'");
        String digest;
        try (Connection connection = database.asSuperuser()) {
            digest = HexFormat.of().formatHex(witness().rows(connection, List.of(UUID.fromString(id))).get(0).digest());
        }
        forge("update settlement set record_digest = '\\x" + digest + "' where id = '" + id + "'");
        forge("update journal_record set digest = '\\x" + digest + "' where subject_id = '" + id + "'");
        expect("RECORD_CHANGED journal_record " + record(id) + ": SETTLEMENT " + id);
        found();
    }

    @Inject
    @All
    List<Evidence> evidence;

    private Witness witness() {
        return evidence.stream().flatMap(each -> each.witnesses().stream())
                .filter(each -> each.table().equals("settlement")).findFirst().orElseThrow();
    }

    @Test
    void aDeletedSettlementIsNamed() throws Exception {
        String id = settlement();
        copies();
        String year = database.one("select person_id || '/' || year from settlement where id = '" + id + "'");
        forge("delete from settlement where id = '" + id + "'");
        expect("ROW_MISSING settlement " + id + ": SETTLEMENT");
        expect("DERIVED_DIFFERS standing_bill " + id + ": of no standing settlement");
        expect("DERIVED_DIFFERS accumulator " + year + ": not the sum of its settlements");
        found();
    }

    @Test
    void aDeletedRecordIsNamedWithWhatItWasOf() throws Exception {
        String id = settlement();
        copies();
        String record = record(id);
        forge("delete from journal_record where id = " + record);
        expect("RECORD_MISSING journal_record " + record + ": SETTLEMENT " + id);
        found();
    }

    @Test
    void aSettlementPutInBehindTheServicesBackIsNamed() throws Exception {
        String id = settlement();
        copies();
        String forged = "01890000-0000-7000-8000-000000000001";
        String columns = String.join(", ", database.column("select column_name from information_schema.columns"
                + " where table_name = 'settlement' and table_schema = 'public'"
                + " and column_name not in ('id', 'sequence', 'bill_no') order by 1"));
        forge("insert into settlement (id, sequence, bill_no, " + columns + ") select '" + forged + "', 99, 'FORGED', " + columns
                + " from settlement where id = '" + id + "'");
        String year = database.one("select person_id || '/' || year from settlement where id = '" + id + "'");
        expect("ROW_WITHOUT_RECORD settlement " + forged + ": SETTLEMENT");
        expect("DERIVED_DIFFERS standing_bill " + forged + ": missing");
        expect("DERIVED_DIFFERS accumulator " + year + ": not the sum of its settlements");
        found();
    }

    @Test
    void aForgedRecordOfThePastIsNamed() throws Exception {
        copies();
        String subject = UUID.randomUUID().toString();
        forge("insert into journal_record (kind, subject_id, digest, recorded_at, client_id) values ('SETTLEMENT', '" + subject
                + "', sha256('x'), now() - interval '3 hours', 'forger')");
        expect("ROW_MISSING settlement " + subject + ": SETTLEMENT");
        TreeSet<String> found = less(findings(), before);
        String late = found.stream().filter(each -> each.startsWith("RECORD_SEALED_LATE")).findFirst().orElse("");
        assertEquals("RECORD_SEALED_LATE journal_record " + record(subject), late.replaceFirst(": .*", ""), found::toString);
        found.remove(late);
        assertEquals(new TreeSet<>(expected), found);
    }

    @Test
    void exchangedRecordsAndPositionsAreNamed() throws Exception {
        List<String> ids = List.of(settlement(), settlement(), settlement(), settlement());
        copies();
        forge("update journal_record r set subject_id = o.subject_id, digest = o.digest from journal_record o"
                + " where (r.id, o.id) in ((" + record(ids.get(0)) + ", " + record(ids.get(1)) + "), (" + record(ids.get(1)) + ", "
                + record(ids.get(0)) + "))");
        List<String> records = List.of(
                database.one("select record_id from journal_leaf where subject_id = '" + ids.get(0) + "'"),
                database.one("select record_id from journal_leaf where subject_id = '" + ids.get(1) + "'"),
                record(ids.get(2)),
                record(ids.get(3)));
        forge("update journal_leaf set record_id = -record_id where record_id in (" + records.get(2) + ", " + records.get(3)
                + ") and source = 'JOURNAL'; update journal_leaf l set record_id = case -l.record_id when " + records.get(2)
                + " then " + records.get(3) + " else " + records.get(2) + " end, subject_id = case -l.record_id when "
                + records.get(2) + " then '" + ids.get(3) + "'::uuid else '" + ids.get(2) + "' end where record_id < 0");
        for (int i = 0; i < ids.size(); i++) {
            expect("RECORD_CHANGED journal_record " + records.get(i) + ": SETTLEMENT " + ids.get(i));
        }
        expect("ROW_CHANGED settlement " + ids.get(0) + ": digest of SETTLEMENT");
        expect("ROW_CHANGED settlement " + ids.get(1) + ": digest of SETTLEMENT");
        found();
    }

    @Test
    void aChangedBlockIsNamed() throws Exception {
        settlement();
        copies();
        settlement();
        sealer.seal();
        forge("update journal_block set sealed_at = sealed_at - interval '1 day' where height = " + height);
        expect("HEADER_CHANGED journal_block " + height + ": digest");
        expect("SIGNATURE_INVALID journal_block " + height + ": keyId=" + keyId(height));
        found();
    }

    private String keyId(long of) throws Exception {
        return database.one("select key_id from journal_block where height = " + of);
    }

    /** Signed anew, digest and all, with a key of the forger's own: under its own name, and under that of ours. */
    @Test
    void aForeignKeyIsNamed() throws Exception {
        settlement();
        copies();
        settlement();
        sealer.seal();
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        KeyPair foreign = Ed25519.pair(secret);
        String foreignId = Ed25519.keyId(Ed25519.raw(foreign.getPublic()));
        for (String name : List.of(foreignId, keyId(height))) {
            Seal seal;
            try (Connection connection = database.asSuperuser()) {
                seal = Seals.at(connection, height).orElseThrow();
            }
            SealHeader old = seal.header();
            SealHeader forged = new SealHeader(old.height(), old.previous(), old.first(), old.records(), old.root(), old.log(),
                    old.sealedAt().minusDays(1), old.completeTo(), name);
            HexFormat hex = HexFormat.of();
            forge("update journal_block set sealed_at = sealed_at - interval '1 day', key_id = '" + name + "', digest = '\\x"
                    + hex.formatHex(forged.digest()) + "', signature = '\\x"
                    + hex.formatHex(Ed25519.sign(foreign.getPrivate(), forged.bytes())) + "' where height = " + height);
            expected.clear();
            String kind = name.equals(foreignId) ? "UNKNOWN_KEY" : "SIGNATURE_INVALID";
            expect(kind + " journal_block " + height + ": keyId=" + name);
            expect("CHAIN_BROKEN journal_block " + (height + 1) + ": previous", "LOG_DIFFERS journal_block " + (height + 1) + ": log");
            found();
            forge("update journal_block b set (sealed_at, key_id, digest, signature) = (select k.sealed_at, k.key_id, k.digest,"
                    + " k.signature from kept.journal_block k where k.height = b.height) where b.height = " + height);
        }
    }

    @Test
    void aMissingBlockAndAMissingLeafAreNamed() throws Exception {
        settlement();
        copies();
        settlement();
        sealer.seal();
        String leaf = database.one("select first from journal_block where height = " + height);
        forge("delete from journal_leaf where position = " + leaf);
        expect("LEAF_MISSING journal_leaf " + leaf + ": position", "ROOT_DIFFERS journal_block " + height + ": root");
        TreeSet<String> found = less(findings(), before);
        assertEquals(true, found.containsAll(expected), found::toString);
        forge("delete from journal_block where height = " + height);
        found = less(findings(), before);
        assertEquals(
                true,
                found.containsAll(List.of(
                        "BLOCK_MISSING journal_block " + height + ": height=" + height,
                        "CHAIN_BROKEN journal_block " + (height + 1) + ": previous",
                        "CHAIN_BROKEN journal_block " + (height + 1) + ": first")),
                found::toString);
    }

    /** Nothing in a shortened chain shows that it was longer: only a seal that somebody was given before does. */
    @Test
    void aChainThatWasCutOffIsFoundByAnEarlierSealAlone() throws Exception {
        copies();
        settlement();
        sealer.seal();
        SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
        var newest = auditor.get("audit/seals/progress").then().statusCode(200).extract();
        long at = newest.<Number>path("newest.height").longValue();
        String digest = newest.path("newest.digest");
        String earlier = "{\"earlierSeal\":{\"height\":" + at + ",\"digest\":\"" + digest + "\"}}";
        found(earlier);
        forge("delete from journal_leaf where position >= (select first from journal_block where height = " + at + ");"
                + "delete from journal_block where height = " + at);
        found();
        expect("EARLIER_SEAL_MISSING journal_block " + at + ": " + digest);
        found(earlier);
    }

    @Test
    void changedRecordsOfAccessAndRefusalAreNamed() throws Exception {
        SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
        auditor.get("audit/findings").then().statusCode(200);
        hospital.settle(SampleBill.newKey(), SampleBill.of(people.resident(), "1.00").name("另一人")).then().statusCode(422);
        copies();
        String access = database.one("select max(id) from access_record");
        String refusal = database.one("select max(id) from refusal_record");
        forge("update access_record set subject = 'nobody' where id = " + access);
        forge("update refusal_record set code = 'date-in-future' where id = " + refusal);
        expect("RECORD_CHANGED access_record " + access + ": ACCESS", "RECORD_CHANGED refusal_record " + refusal + ": REFUSAL");
        found();
        forge("delete from access_record where id = " + access);
        expected.clear();
        expect("RECORD_MISSING access_record " + access + ": ACCESS", "RECORD_CHANGED refusal_record " + refusal + ": REFUSAL");
        found();
    }

    @Test
    void aChangedReversalIsNamed() throws Exception {
        String id = settlement();
        String reversal = hospital.reverse(SampleBill.newKey(), id).then().statusCode(201).extract().path("id");
        copies();
        forge("update settlement_reversal set reason = '另一个', medical_assistance = medical_assistance - 1,"
                + " patient_pays = patient_pays + 1, moved_basic_paid = moved_basic_paid + 1 where id = '" + reversal + "'");
        for (String column : List.of("reason", "medical_assistance", "patient_pays", "moved_basic_paid")) {
            expect("COLUMN_DIFFERS settlement_reversal " + reversal + ": " + column);
        }
        String year = database.one("select person_id || '/' || year from settlement where id = '" + id + "'");
        expect("DERIVED_DIFFERS accumulator " + year + ": not the sum of its settlements");
        found();
    }

    /** The values of the law have no records: the settlements' digests cover them. */
    @Test
    void aChangedValueOfTheLawIsNamed() throws Exception {
        settlement();
        String value = database.one("select id || ' ' || valid_from from policy_value order by id, valid_from limit 1");
        String of = " where id || ' ' || valid_from = '" + value + "'";
        String set = database.one("select encode(policy_set, 'hex') from settlement order by settled_at desc limit 1");
        String member = database.one("select encode(value_digest, 'hex') from policy_set_value where set_digest = '\\x" + set
                + "' limit 1");
        try {
            forge("update policy_value set source = source || 'x'" + of);
            forge("delete from policy_set_value where set_digest = '\\x" + set + "' and value_digest = '\\x" + member + "'");
            expect("DERIVED_DIFFERS policy_value " + value + ": digest", "DERIVED_DIFFERS policy_set " + set + ": values");
            found();
        } finally {
            forge("update policy_value set source = left(source, -1)" + of);
            forge("insert into policy_set_value values ('\\x" + set + "', '\\x" + member + "')");
        }
    }
}
