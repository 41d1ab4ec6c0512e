package org.onestop.journal;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** What the auditor gets of the seals, checked as somebody would who has nothing but the answers. */
@QuarkusTest
class SealApiTest {

    private final SampleClient auditor = SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);

    @Inject
    SamplePeople people;

    @Inject
    Sealer sealer;

    @Inject
    TestDatabase database;

    @TempDir
    Path directory;

    private String settlement() {
        return SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.resident(), "3000.00")).extract().path("id");
    }

    @ParameterizedTest
    @CsvSource({"HOSPITAL", "REGISTRAR", "UNION_ADMIN", "POLICY_ADMIN", "SYSTEM_ADMIN"})
    void sealsAreForTheAuditorAlone(Role role) {
        SampleClient other = SampleClient.of(role, Map.of("hospital_code", "H52020100001", "level", "COUNTY",
                "department", "CIVIL_AFFAIRS", "area", "520201000000"));
        for (String path : List.of("records/1/proof", "seals", "seals/progress", "seals/keys", "seals/bundle",
                "seals/consistency?first=0&second=0", "verifications", "verifications/" + UUID.randomUUID())) {
            other.get("audit/" + path).then().statusCode(403).body("code", equalTo("forbidden"));
        }
        other.post("audit/verifications", "{}").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void whatIsNotThereAndOddQuestionsAreRefused() {
        for (String id : List.of(UUID.randomUUID().toString(), "999999999999", "access-999999999999", "x", "1.5", "other-1")) {
            auditor.get("audit/records/" + id + "/proof").then().statusCode(404).body("code", equalTo("record-not-found"));
        }
        for (String id : List.of(UUID.randomUUID().toString(), "x")) {
            auditor.get("audit/verifications/" + id).then().statusCode(404).body("code", equalTo("verification-not-found"));
        }
        auditor.get("audit/seals/consistency?first=0&second=999999999").then().statusCode(404).body("code", equalTo("seal-not-found"));
        for (String query : List.of("seals?limit=0", "seals?cursor=%21", "seals?cursor=eA", "seals?x=1", "seals/consistency?first=0",
                "seals/consistency?first=-1&second=0", "seals/keys?x=1", "seals/progress?x=1", "seals/bundle?x=1",
                "verifications?cursor=eA", "verifications/" + UUID.randomUUID() + "?cursor=eA", "records/1/proof?x=1")) {
            auditor.get("audit/" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        for (String body : List.of("{\"x\":1}", "{\"earlierSeal\":{}}", "{\"earlierSeal\":{\"height\":-1,\"digest\":\"sha256:"
                + "0".repeat(64) + "\"}}", "{\"earlierSeal\":{\"height\":1,\"digest\":\"sha256:00\"}}", "[]")) {
            int status = auditor.post("audit/verifications", body).statusCode();
            assertTrue(status == 400 || status == 422, body + " " + status);
        }
    }

    @Test
    void aRecordIsProvedFromItsContentToASignedHeader() throws Exception {
        sealer.seal();
        String id = settlement();
        auditor.get("audit/records/" + id + "/proof").then().statusCode(409).body("code", equalTo("record-not-sealed"));
        settlement();
        String record = database.one("select id from journal_record where subject_id = '" + id + "'");
        auditor.get("audit/records/" + record + "/proof").then().statusCode(409).body("code", equalTo("record-not-sealed"));
        sealer.seal();
        JsonPath proof = auditor.get("audit/records/" + id + "/proof").then().statusCode(200).extract().jsonPath();
        assertProved(proof);
        String digest = SampleHospital.ZHONGSHAN.read(id).path("recordDigest");
        assertTrue(proof.getString("leaf").contains("\ndigest=" + digest + "\n"), "the digest that the hospital was given");
        assertEquals(
                proof.getString("leaf"),
                auditor.get("audit/records/" + record + "/proof").then().statusCode(200).extract().path("leaf"));
        // The look was recorded, and that record is sealed and proved as well.
        sealer.seal();
        String look = database.one("select max(id) from access_record where operation = 'PROVE_RECORD'");
        assertProved(auditor.get("audit/records/access-" + look + "/proof").then().statusCode(200).extract().jsonPath());
    }

    private void assertProved(JsonPath proof) {
        List<byte[]> path = proof.<String>getList("path").stream().map(BundleLine::bytes).toList();
        byte[] leaf = Merkle.leaf(proof.getString("leaf").getBytes(StandardCharsets.UTF_8));
        byte[] root = BundleLine.bytes(proof.getString("seal.root"));
        long index = proof.getLong("position") - proof.getLong("seal.first");
        assertTrue(Merkle.includes(root, proof.getLong("seal.records"), index, leaf, path));
        assertFalse(Merkle.includes(root, proof.getLong("seal.records"), index, Merkle.leaf(new byte[0]), path));
        assertTrue(proof.getString("seal.header").contains("\nroot=" + proof.getString("seal.root") + "\n"));
        byte[] header = proof.getString("seal.header").getBytes(StandardCharsets.UTF_8);
        assertEquals(proof.getString("seal.digest"), Digest.text(Digest.sha256(header)));
        JsonPath keys = auditor.get("audit/seals/keys").jsonPath();
        String key = keys.getString("items.find { it.keyId == '" + proof.getString("seal.keyId") + "' }.publicKey");
        assertTrue(Ed25519.verifies(
                Ed25519.publicKey(Base64.getDecoder().decode(key)), header,
                Base64.getDecoder().decode(proof.getString("seal.signature"))));
    }

    @Test
    void anyTwoSealsAreProvedToBeOfOneChain() {
        for (int i = 0; i < 4; i++) {
            settlement();
            sealer.seal();
        }
        long newest = auditor.get("audit/seals/progress").then().statusCode(200).extract().<Number>path("newest.height").longValue();
        for (long first : new long[] {0, 1, newest - 2, newest - 1, newest}) {
            JsonPath proof = auditor.get("audit/seals/consistency?first=" + newest + "&second=" + first).then().statusCode(200)
                    .extract().jsonPath();
            assertEquals(first, proof.getLong("first.height"));
            List<byte[]> grew = proof.<String>getList("grew").stream().map(BundleLine::bytes).toList();
            List<byte[]> included = proof.<String>getList("included").stream().map(BundleLine::bytes).toList();
            byte[] firstLog = BundleLine.bytes(proof.getString("first.log"));
            byte[] secondLog = BundleLine.bytes(proof.getString("second.log"));
            assertTrue(first == 0 || Merkle.grew(firstLog, first, secondLog, newest, grew), () -> first + " to " + newest);
            byte[] digest = Merkle.leaf(BundleLine.bytes(proof.getString("first.digest")));
            assertTrue(first == newest || Merkle.includes(secondLog, newest, first, digest, included), () -> first + " in " + newest);
        }
    }

    @Test
    void theChainIsReadPageByPage() {
        for (int i = 0; i < 3; i++) {
            settlement();
            sealer.seal();
        }
        List<Number> heights = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = auditor.get("audit/seals?limit=200" + cursor).then().statusCode(200).extract().jsonPath();
            heights.addAll(page.getList("items.height"));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        for (int i = 0; i < heights.size(); i++) {
            assertEquals(i, heights.get(i).longValue());
        }
        JsonPath two = auditor.get("audit/seals?limit=2").jsonPath();
        assertEquals(2, two.getList("items").size());
        assertEquals(2, auditor.get("audit/seals?limit=1&cursor=" + two.getString("next")).jsonPath().getInt("items[0].height"));
    }

    @Test
    void verificationsAreListedAndRepeatedRequestsAreOne() {
        String key = UUID.randomUUID().toString();
        String first = auditor.post(key, "audit/verifications", "{}").then().statusCode(202).extract().path("id");
        SampleVerification.read(first);
        auditor.post(key, "audit/verifications", "{}").then().statusCode(202).body("id", equalTo(first))
                .header("Idempotent-Replayed", "true");
        String second = auditor.post("audit/verifications", "{}").then().statusCode(202).extract().path("id");
        SampleVerification.read(second);
        JsonPath page = auditor.get("audit/verifications?limit=1").then().statusCode(200).extract().jsonPath();
        assertEquals(second, page.getString("items[0].id"));
        JsonPath next = auditor.get("audit/verifications?limit=1&cursor=" + page.getString("next")).then().statusCode(200)
                .extract().jsonPath();
        assertEquals(first, next.getString("items[0].id"));
        assertTrue(next.getLong("items[0].records") > 0 && next.getLong("items[0].rows") > 0);
    }

    @Test
    void anExportIsCheckedByItself() throws Exception {
        settlement();
        sealer.seal();
        Path bundle = exported("seals.jsonl");
        Path keys = directory.resolve("keys.json");
        Files.write(keys, auditor.get("audit/seals/keys").asByteArray());
        String said = verify(0, bundle.toString(), "--keys", keys.toString());
        assertTrue(said.startsWith("完好 INTACT"), said);
        assertTrue(verify(0, bundle.toString()).contains("--keys"));
        settlement();
        sealer.seal();
        Path later = exported("later.jsonl");
        verify(0, later.toString(), "--earlier", bundle.toString(), "--keys", keys.toString());
        said = verify(1, bundle.toString(), "--earlier", later.toString());
        assertTrue(said.contains("EARLIER_SEAL_MISSING"), said);
        String text = Files.readString(bundle);
        for (String secret : List.of("样例", "520299")) {
            assertFalse(text.contains(secret), "a name or a number is in the bundle");
        }
        assertEquals(2, Integer.parseInt(verify(2, directory.resolve("none").toString()).isEmpty() ? "0" : "2"));
        verify(2);
        verify(2, bundle.toString(), "--keys");
        verify(2, bundle.toString(), "--other", "x");
    }

    private Path exported(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.write(file, auditor.get("audit/seals/bundle").then().statusCode(200).extract().asByteArray());
        return file;
    }

    private static String verify(int exitCode, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = new VerifyCommand().run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        assertEquals(exitCode, code, () -> said.toString(StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Each change of the file, and the record or block that it has to name. */
    @Test
    void anExportThatWasChangedSaysWhere() throws Exception {
        String id = settlement();
        settlement();
        sealer.seal();
        List<String> lines = Files.readAllLines(exported("seals.jsonl"));
        int at = indexOf(lines, id);
        String record = lines.get(at).replaceAll(".*\"id\":([0-9]+),.*", "$1");
        String position = lines.get(at).replaceAll(".*\"position\":([0-9]+),.*", "$1");
        expect(changed(lines, at, "SETTLEMENT", "REVERSAL"), "RECORD_CHANGED", "JOURNAL " + record, "BUNDLE_BROKEN");
        expect(changed(lines, at, "\"clientId\":\"", "\"clientId\":\"x"), "RECORD_CHANGED", "JOURNAL " + record);
        List<String> without = new ArrayList<>(lines);
        without.remove(at);
        expect(without, "LEAF_MISSING", "journal_leaf " + position, "ROOT_DIFFERS");
        int seal = at;
        while (!lines.get(seal).startsWith("{\"seal\"")) {
            seal--;
        }
        String height = lines.get(seal).replaceAll(".*\"height\":([0-9]+),.*", "$1");
        expect(changed(lines, seal, "\"sealedAt\":\"2", "\"sealedAt\":\"3"), "HEADER_CHANGED", "SIGNATURE_INVALID",
                "journal_block " + height);
        expect(lines.subList(0, lines.size() - 1), "BUNDLE_BROKEN");
        expect(lines.subList(0, seal), "BUNDLE_BROKEN");
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(at, lines.get(at + 1));
        swapped.set(at + 1, lines.get(at));
        expect(swapped, "LEAF_MISSING", "ROOT_DIFFERS");
        expect(changed(lines, at, "}", ""), "BUNDLE_BROKEN", "line " + (at + 1));
        // Signed anew with a key of the forger's own, which the file names as its only one.
        expect(foreign(lines), "UNKNOWN_KEY");
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError(part + " is not there");
    }

    private static List<String> changed(List<String> lines, int at, String from, String to) {
        List<String> changed = new ArrayList<>(lines);
        int where = lines.get(at).lastIndexOf(from);
        assertTrue(where >= 0);
        changed.set(at, lines.get(at).substring(0, where) + to + lines.get(at).substring(where + from.length()));
        return changed;
    }

    private List<String> foreign(List<String> lines) {
        var pair = Ed25519.pair(new byte[32]);
        String keyId = Ed25519.keyId(Ed25519.raw(pair.getPublic()));
        List<String> forged = new ArrayList<>();
        byte[] previous = null;
        GrowingTree log = new GrowingTree();
        for (String line : lines) {
            BundleLine read = BundleLine.read(line);
            if (read.seal() == null) {
                forged.add(line);
                continue;
            }
            SealHeader old = read.seal().seal().header();
            SealHeader header = new SealHeader(old.height(), previous, old.first(), old.records(), old.root(), log.root(),
                    old.sealedAt(), old.completeTo(), keyId);
            Seal seal = new Seal(header, header.digest(), Ed25519.sign(pair.getPrivate(), header.bytes()));
            forged.add(BundleLine.of(BundleLine.SealPart.of(seal)).text());
            previous = seal.digest();
            log.add(seal.digest());
        }
        return forged;
    }

    private void expect(List<String> lines, String... said) throws Exception {
        Path file = directory.resolve("changed.jsonl");
        Path keys = directory.resolve("keys.json");
        Files.write(file, lines);
        Files.write(keys, auditor.get("audit/seals/keys").asByteArray());
        String output = verify(1, file.toString(), "--keys", keys.toString());
        for (String each : said) {
            assertTrue(output.contains(each), () -> each + " is not in:\n" + output);
        }
    }

    @Test
    void whatWaitsIsShown() throws Exception {
        sealer.seal();
        settlement();
        JsonPath progress = auditor.get("audit/seals/progress").then().statusCode(200).extract().jsonPath();
        assertTrue(progress.getLong("waiting") >= 1);
        assertTrue(progress.getString("oldestWaiting") != null);
        sealer.seal();
        progress = auditor.get("audit/seals/progress").jsonPath();
        assertEquals(0, progress.getLong("waiting"));
        assertEquals(null, progress.getString("oldestWaiting"));
        assertArrayEquals(
                database.one("select encode(digest, 'hex') from journal_block order by height desc limit 1").getBytes(),
                progress.getString("newest.digest").substring(7).getBytes());
        String metrics = io.restassured.RestAssured.given().get("/q/metrics").asString();
        for (String name : List.of("onestop_seal_height", "onestop_seal_waiting", "onestop_seal_oldest_waiting_seconds")) {
            assertTrue(metrics.contains(name + " "), name);
        }
    }
}
