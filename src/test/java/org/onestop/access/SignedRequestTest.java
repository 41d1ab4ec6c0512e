package org.onestop.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.access.SampleSigner.Parts;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.TestDatabase;

/** Who has to sign, and what becomes of a request that is not what was signed. */
@QuarkusTest
class SignedRequestTest {

    private static final String HOSPITAL = "H52020100001";
    private static final String SETTLEMENTS = "/api/v1/settlements";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SampleClient ADMIN = SampleClient.of(Role.SYSTEM_ADMIN);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Clients clients;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    // --- who registers what ---

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM_ADMIN")
    void onlyTheAdministratorRegistersKeys(Role role) {
        String client = client(Role.HOSPITAL);
        SampleClient other = SampleClient.of(role, Map.of("hospital_code", HOSPITAL, "level", "COMMUNITY", "area", "520201001001"));
        other.post(path(client), hmac(secret(32))).then().statusCode(403).body("code", equalTo("forbidden"));
        other.get(path(client)).then().statusCode(403);
        other.post(path(client) + "/" + UUID.randomUUID() + "/end", "{}").then().statusCode(403);
    }

    @Test
    void nobodyIsLockedOutByAMistakeOfItsOwn() {
        ADMIN.post(path("system-admin"), hmac(secret(32))).then().statusCode(403).body("code", equalTo("forbidden"));
        ADMIN.get(path("system-admin")).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void aKeyNeedsAClientAndAClientsKeyAnAddress() {
        ADMIN.post(path("nobody"), hmac(secret(32))).then().statusCode(404).body("code", equalTo("client-not-found"));
        ADMIN.get(path("nobody")).then().statusCode(404).body("code", equalTo("client-not-found"));
        ADMIN.get(path("%00")).then().statusCode(404).body("code", equalTo("client-not-found"));
        String client = client(Role.HOSPITAL);
        for (String id : new String[] {UUID.randomUUID().toString(), "x", register(client(Role.HOSPITAL), hmac(secret(32)))}) {
            ADMIN.post(path(client) + "/" + id + "/end", "{}").then()
                    .statusCode(404).body("code", equalTo("signing-key-not-found"));
        }
    }

    @Test
    void anUnusableKeyIsRefused() {
        String client = client(Role.HOSPITAL);
        for (String key : new String[] {hmac(secret(31)), hmac(secret(65)), sm2(secret(91), ""), sm2(secret(32), "")}) {
            ADMIN.post(path(client), key).then().statusCode(422).body("code", equalTo("key-unusable"));
        }
        for (String key : new String[] {"{}", "{\"algorithm\":\"RSA\",\"key\":\"AAAA\"}", "{\"algorithm\":\"HMAC_SHA256\",\"key\":\"?\"}",
            hmac(secret(32)).replace("}", ",\"signerId\":\"x\"}"), hmac(secret(32)).replace("}", ",\"signatureForm\":\"DER\"}"),
            sm2(secret(32), ",\"signerId\":\"有名\""), sm2(secret(32), ",\"signatureForm\":\"BER\"")}) {
            ADMIN.post(path(client), key).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
        ADMIN.get(path(client)).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void twoKeysAreValidAtOnceAndNoThird() throws SQLException {
        String client = client(Role.HOSPITAL);
        String first = register(client, hmac(secret(32)));
        register(client, hmac(secret(64)));
        ADMIN.post(path(client), hmac(secret(32))).then().statusCode(409).body("code", equalTo("keys-exhausted"));
        String past = "insert into signature_key (key_id, client_id, algorithm, sealed_key, sealed_under, registered_by, registered_at)"
                + " select gen_random_uuid(), client_id, algorithm, sealed_key, sealed_under, 'x', now() from signature_key"
                + " where key_id = '" + first + "'";
        asService(past, "two signing keys are valid already");
        asService("update signature_key set algorithm = algorithm", "permission denied");
        asService("delete from signature_key_end", "permission denied");
        assertThrows(SQLException.class, () -> database.run("delete from signature_key where key_id = '" + first + "'"));
        ADMIN.post(path(client) + "/" + first + "/end", "{}").then().statusCode(200).body("endedBy", equalTo("system-admin-1"));
        ADMIN.post(path(client) + "/" + first + "/end", "{}").then().statusCode(200);
        register(client, hmac(secret(32)));
        ADMIN.get(path(client)).then().statusCode(200).body("items", hasSize(3)).body("items[0].keyId", equalTo(first));
    }

    /** It is in no answer, and neither plain in the table nor with what is kept to be answered again. */
    @Test
    void theSecretIsToldNobody() throws SQLException {
        String client = client(Role.HOSPITAL);
        byte[] secret = secret(48);
        String text = Base64.getEncoder().encodeToString(secret);
        String key = UUID.randomUUID().toString();
        String said = ADMIN.post(key, path(client), hmac(secret)).then().statusCode(201).extract().asString();
        assertEquals(said, ADMIN.post(key, path(client), hmac(secret)).then().statusCode(201).extract().asString());
        assertFalse(said.contains(text));
        ADMIN.get(path(client)).then().statusCode(200).body(not(containsString(text)));
        String hex = java.util.HexFormat.of().formatHex(secret);
        assertEquals("0", database.one("select count(*) from signature_key where strpos(encode(sealed_key, 'hex'), '" + hex + "') > 0"));
        assertEquals("0", database.one("select count(*) from idempotency_key where key = '" + key + "'"
                + " and strpos(convert_from(answer, 'UTF8'), '" + text + "') > 0"));
    }

    // --- who signs what ---

    @Test
    void aClientWithAKeySignsWhateverItAsksFor() {
        String client = client(Role.HOSPITAL);
        String token = token(client);
        bearer(token).get(SETTLEMENTS + "?billNo=1").then().statusCode(200);
        SampleSigner signer = signer(client, token, 32);
        refused(bearer(token).get(SETTLEMENTS + "?billNo=1"), "signature-required", null);
        refused(bearer(token).get("/api/v1/nothing-here"), "signature-required", null);
        refused(bearer(token).delete(SETTLEMENTS), "signature-required", null);
        refused(bearer(token).contentType("text/plain").body("x").post(SETTLEMENTS), "signature-required", null);
        refused(bearer(token).header("Signature", "sig=:AAAA:").get(SETTLEMENTS + "?billNo=1"), "signature-required", null);
        refused(given().header("Authorization", "Bearer x").get(SETTLEMENTS), "unauthenticated", null);
        signer.send(Parts.get(SETTLEMENTS, "billNo=1")).then().statusCode(200);
        signer.again().send(Parts.get("/api/v1/nothing-here", null)).then().statusCode(404);
        signer.again().send(Parts.get(SETTLEMENTS, "billNo=%31")).then().statusCode(200);
        token(client);
        String unsigned = client(Role.HOSPITAL);
        bearer(token(unsigned)).get(SETTLEMENTS + "?billNo=1").then().statusCode(200);
    }

    @Test
    void whatIsNotWhatWasSignedIsRefused() throws SQLException {
        String client = client(Role.HOSPITAL);
        String token = token(client);
        SampleSigner signer = signer(client, token, 32);
        SampleBill bill = SampleBill.of(people.resident(), "1000.00");
        Parts good = Parts.post(SETTLEMENTS, bill.toString(), UUID.randomUUID().toString());
        byte[] dearer = bill.toString().replace("1000.00", "9000.00").getBytes(StandardCharsets.UTF_8);
        String before = settlements();
        altered(signer, good, "digest", request -> request.body(dearer));
        altered(signer, good, "digest", request -> request.body(new byte[0]));
        altered(signer, good, "value", request -> replace(request, "Content-Digest", SampleSigner.digest(dearer)));
        altered(signer, good, "value", request -> replace(request, "Idempotency-Key", "another"));
        altered(signer, good, "components", request -> without(request, "Idempotency-Key"));
        altered(signer, good, "components", request -> without(request, "Content-Digest"));
        refused(signer.again().signed(good).post(SETTLEMENTS + "/preview"), "signature-invalid", "value");
        refused(signer.again().signed(good).post(SETTLEMENTS + "?x=1"), "signature-invalid", "value");
        refused(signer.again().signed(good).put(SETTLEMENTS), "signature-invalid", "value");
        refused(signer.again().signed(Parts.get(SETTLEMENTS, "billNo=1")).get(SETTLEMENTS + "?billNo=2"), "signature-invalid", "value");
        refused(signer.again().signed(Parts.get(SETTLEMENTS, "billNo=1")).header("Idempotency-Key", "a")
                .get(SETTLEMENTS + "?billNo=1"), "signature-invalid", "components");
        String other = token(client);
        refused(replace(signer.again().signed(good), "Authorization", "Bearer " + other).post(SETTLEMENTS), "signature-invalid", "value");
        refused(signer.again().signed(good).header("Signature", "sig=:AAAA:").post(SETTLEMENTS), "signature-invalid", "form");
        assertEquals(before, settlements());
        signer.again().send(good).then().statusCode(201);
    }

    private static void altered(SampleSigner signer, Parts parts, String reason, UnaryOperator<RequestSpecification> change) {
        refused(change.apply(signer.again().signed(parts)).post(parts.path()), "signature-invalid", reason);
    }

    private static RequestSpecification replace(RequestSpecification request, String name, String value) {
        return without(request, name).header(name, value);
    }

    private static RequestSpecification without(RequestSpecification request, String name) {
        ((io.restassured.specification.FilterableRequestSpecification) request).removeHeader(name);
        return request;
    }

    private String settlements() throws SQLException {
        return database.one("select count(*) from settlement");
    }

    @Test
    void aSignatureIsTakenOnceAndOnlyForAWhile() {
        String client = client(Role.HOSPITAL);
        SampleSigner signer = signer(client, token(client), 32);
        Parts look = Parts.get(SETTLEMENTS, "billNo=1");
        signer.send(look).then().statusCode(200);
        refused(signer.send(look), "signature-replayed", null);
        refused(signer.aged(301).send(look), "signature-invalid", "created");
        refused(signer.aged(-60).send(look), "signature-invalid", "created");
        signer.aged(240).send(look).then().statusCode(200);
        SampleBill bill = SampleBill.of(people.resident(), "100.00");
        Parts settle = Parts.post(SETTLEMENTS, bill.toString(), UUID.randomUUID().toString());
        SampleSigner once = signer.again();
        once.send(settle).then().statusCode(201);
        refused(once.send(settle), "signature-replayed", null);
        once.again().send(settle).then().statusCode(201).header("Idempotent-Replayed", "true");
    }

    /** A nonce is a client's own: what another one has taken doesn't matter, and nobody else can use it up. */
    @Test
    void noncesOfTwoClientsDoNotMeet() {
        String nonce = UUID.randomUUID().toString();
        Parts look = Parts.get(SETTLEMENTS, "billNo=1");
        String first = client(Role.HOSPITAL);
        String second = client(Role.HOSPITAL);
        SampleSigner signer = signer(first, token(first), 32);
        String secondToken = token(second);
        SampleSigner victim = signer(second, secondToken, 32);
        refused(new SampleSigner(secondToken, keyOf(second), "hmac-sha256", base -> mac(new byte[32], base)).named(nonce).send(look),
                "signature-invalid", "value");
        signer.named(nonce).send(look).then().statusCode(200);
        victim.named(nonce).send(look).then().statusCode(200);
        refused(new SampleSigner(secondToken, keyOf(first), "hmac-sha256", base -> mac(new byte[32], base)).send(look),
                "signature-invalid", "key");
        refused(new SampleSigner(secondToken, keyOf(second), "sm2-sm3", base -> new byte[70]).send(look), "signature-invalid", "key");
    }

    @Test
    void aKeyIsExchangedWithoutAGapAndEndsAtOnce() {
        String client = client(Role.HOSPITAL);
        String token = token(client);
        SampleSigner first = signer(client, token, 32);
        Parts look = Parts.get(SETTLEMENTS, "billNo=1");
        first.send(look).then().statusCode(200);
        String firstId = keyOf(client);
        SampleSigner second = signer(client, token, 64);
        soon(200, () -> second.again().send(look));
        first.again().send(look).then().statusCode(200);
        ADMIN.post(path(client) + "/" + firstId + "/end", "{}").then().statusCode(200);
        refused(first.again().send(look), "signature-invalid", "key");
        second.again().send(look).then().statusCode(200);
        ADMIN.post(path(client) + "/" + keyOf(client) + "/end", "{}").then().statusCode(200);
        soon(200, () -> bearer(token).get(SETTLEMENTS + "?billNo=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567812345678", "H52020100001@hospital"})
    void aClientMaySignBySm2(String signerId) throws Exception {
        String client = client(Role.HOSPITAL);
        String token = token(client);
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByName("sm2p256v1")), RANDOM));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        byte[] key = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()).getEncoded("DER");
        String id = register(client, sm2(key, ",\"signatureForm\":\"RAW\",\"signerId\":\"" + signerId + "\""));
        soon(401, () -> bearer(token).get(SETTLEMENTS + "?billNo=1"));
        Parts look = Parts.get(SETTLEMENTS, "billNo=1");
        refused(new SampleSigner(token, id, "sm2-sm3", base -> sm2(pair, "another", base)).send(look), "signature-invalid", "value");
        new SampleSigner(token, id, "sm2-sm3", base -> sm2(pair, signerId, base)).send(look).then().statusCode(200);
    }

    /** Of a file of several megabytes nothing is kept where its last byte is not the signed one. */
    @Test
    void aLargeFileIsWholeOrNotThere() throws SQLException {
        String client = client(Role.SYSTEM_ADMIN);
        SampleSigner signer = signer(client, token(client), 32);
        StringBuilder file = new StringBuilder("code,name,level,place,division,from,to\n");
        while (file.length() < 6_000_000) {
            file.append("H00,").append("x".repeat(200)).append(",LEVEL_1,LOCAL,520201,2018-01-01,\n");
        }
        Parts parts = Parts.post("/api/v1/imports/hospitals", file.toString(), UUID.randomUUID().toString());
        byte[] other = parts.body().clone();
        other[other.length - 1] = ' ';
        String jobs = database.one("select count(*) from import_job");
        String chunks = database.one("select count(*) from import_chunk");
        refused(signer.signed(parts).contentType("text/csv").body(other).post(parts.path()), "signature-invalid", "digest");
        assertEquals(jobs, database.one("select count(*) from import_job"));
        assertEquals(chunks, database.one("select count(*) from import_chunk"));
        Parts small = Parts.post(parts.path(), "code,name,level,place,division,from,to\n", UUID.randomUUID().toString());
        signer.again().signed(small).contentType("text/csv").post(small.path()).then().statusCode(202);
    }

    /** What was refused is found again, whoever had the token. */
    @Test
    void everyRefusalLeavesItsRecord() throws SQLException {
        String client = client(Role.HOSPITAL);
        String token = token(client);
        signer(client, token, 32);
        String key = UUID.randomUUID().toString();
        bearer(token).header("Idempotency-Key", key).contentType("application/json").body("{}").post(SETTLEMENTS).then().statusCode(401);
        assertEquals("SIGNED_REQUEST signature-required", database.one(
                "select operation || ' ' || code from refusal_record where client_id = '" + client + "' and idempotency_key = '" + key + "'"));
    }

    @Test
    void oldNoncesAreForgotten() throws SQLException {
        String client = client(Role.HOSPITAL);
        String nonces = "select count(*) from signature_nonce where client_id = '" + client + "'";
        try (Connection connection = database.asService(); Statement insert = connection.createStatement()) {
            insert.execute("insert into signature_nonce values ('" + client + "', 'a-nonce-of-long-ago', now() - interval '1 minute')");
        }
        signer(client, token(client), 32).send(Parts.get(SETTLEMENTS, "billNo=1")).then().statusCode(200);
        Instant late = Instant.now().plus(PATIENCE);
        while (!database.one(nonces).equals("1") && Instant.now().isBefore(late)) {
            Thread.onSpinWait();
        }
        assertEquals("1", database.one(nonces), "the new one alone");
    }

    // --- what they all need ---

    private static void refused(Response answer, String code, String reason) {
        answer.then().statusCode(401).contentType("application/problem+json").body("code", equalTo(code));
        if (reason != null) {
            answer.then().body("facts.reason", equalTo(reason));
        }
    }

    private String client(Role role) {
        String client = "signer-" + UUID.randomUUID();
        clients.registerForSandbox(
                new Clients.Registration(client, role, role == Role.HOSPITAL ? HOSPITAL : null, null, null, null), client);
        return client;
    }

    private static String token(String client) {
        return given().auth().preemptive().basic(client, client).formParam("grant_type", "client_credentials")
                .post("/api/v1/token").then().statusCode(200).extract().path("access_token");
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String path(String client) {
        return "clients/" + client + "/signing-keys";
    }

    private static String register(String client, String key) {
        return ADMIN.post(path(client), key).then().statusCode(201).extract().path("keyId");
    }

    /** The newest valid key of a client. */
    private static String keyOf(String client) {
        return ADMIN.get(path(client)).then().statusCode(200).extract().path("items.findAll { !it.endedAt }[-1].keyId");
    }

    /** A client that signs from now on. */
    private static SampleSigner signer(String client, String token, int bytes) {
        byte[] secret = secret(bytes);
        String id = register(client, hmac(secret));
        soon(401, () -> bearer(token).get("/api/v1/nothing-here"));
        return new SampleSigner(token, id, "hmac-sha256", base -> mac(secret, base));
    }

    /** Asks until the answer has a status: what is registered is read a moment after it was written. */
    private static void soon(int status, Supplier<Response> ask) {
        Instant late = Instant.now().plus(PATIENCE);
        int last = ask.get().statusCode();
        while (last != status && Instant.now().isBefore(late)) {
            last = ask.get().statusCode();
        }
        assertEquals(status, last);
    }

    private void asService(String sql, String refusal) throws SQLException {
        try (Connection connection = database.asService(); Statement statement = connection.createStatement()) {
            SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertEquals(true, refused.getMessage().contains(refusal), refused.getMessage());
        }
    }

    private static byte[] secret(int bytes) {
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return secret;
    }

    private static String hmac(byte[] secret) {
        return "{\"algorithm\":\"HMAC_SHA256\",\"key\":\"" + Base64.getEncoder().encodeToString(secret) + "\"}";
    }

    private static String sm2(byte[] key, String more) {
        return "{\"algorithm\":\"SM2_SM3\",\"key\":\"" + Base64.getEncoder().encodeToString(key) + "\"" + more + "}";
    }

    private static byte[] mac(byte[] secret, byte[] base) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(base);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sm2(AsymmetricCipherKeyPair pair, String signerId, byte[] base) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(true, new ParametersWithID(pair.getPrivate(), signerId.getBytes(StandardCharsets.US_ASCII)));
        signer.update(base, 0, base.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }
}
