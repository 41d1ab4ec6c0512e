package org.onestop.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service over TLS by its settings alone, and clients that show certificates there (RFC 8705). */
class TlsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSPITAL = "his-H52020100001";
    private static final String SECRET = "sandbox-h52020100001";

    @TempDir
    private static Path place;

    private static SampleCertificates certificates;
    private static ServiceProcess service;

    @BeforeAll
    static void start() throws Exception {
        certificates = new SampleCertificates(place);
        for (String name : new String[] {"server", "hospital", "another", "stranger"}) {
            certificates.make(name);
        }
        certificates.trust("trusted-by-server", "hospital", "another");
        certificates.trust("trusted-by-clients", "server");
        service = ServiceProcess.start(
                place.resolve("service"),
                Map.of(
                        "QUARKUS_HTTP_INSECURE_REQUESTS", "disabled",
                        "QUARKUS_HTTP_SSL_PORT", "0",
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE", certificates.store("server").toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", SampleCertificates.PASSWORD,
                        "QUARKUS_HTTP_SSL_CERTIFICATE_TRUST_STORE_FILE",
                                certificates.store("trusted-by-server").toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_TRUST_STORE_PASSWORD", SampleCertificates.PASSWORD));
        JsonNode admin = token(null, "system-admin", "sandbox-system-admin", 200);
        HttpRequest register = post("/api/v1/clients/" + HOSPITAL + "/certificates",
                        "{\"thumbprint\":\"" + certificates.thumbprint("hospital") + "\"}")
                .header("Authorization", "Bearer " + admin.get("access_token").textValue())
                .build();
        assertEquals(201, send(null, register).statusCode());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void nothingIsServedInTheClear() {
        URI base = service.base();
        assertEquals("https", base.getScheme());
        HttpRequest clear = HttpRequest.newBuilder(URI.create("http://" + base.getAuthority() + "/q/health/live")).build();
        assertThrows(IOException.class, () -> HttpClient.newHttpClient().send(clear, HttpResponse.BodyHandlers.ofString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsOfTodayAreSpoken(String version) throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        HttpClient client = HttpClient.newBuilder()
                .sslContext(certificates.context(null, "trusted-by-clients"))
                .sslParameters(parameters)
                .build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(service.base().resolve("/q/health/live")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals(version, answer.sslSession().orElseThrow().getProtocol());
    }

    /** The service names whom it trusts when it asks; a client with another certificate shows none, and gets no further. */
    @Test
    void whoseCertificateNobodyTrustsHasShownNone() throws Exception {
        token("stranger", HOSPITAL, SECRET, 401);
        token("stranger", HOSPITAL, null, 401);
    }

    @Test
    void withACertificateOnRecordNothingElseWillDo() throws Exception {
        assertEquals("invalid_client", token(null, HOSPITAL, SECRET, 401).get("error").textValue());
        token(null, HOSPITAL, null, 401);
        token("another", HOSPITAL, SECRET, 401);
        token("another", HOSPITAL, null, 401);
        token("hospital", HOSPITAL, "wrong", 401);
        token("hospital", "his-H52020100002", null, 401);
        token("hospital", "nobody", null, 401);
    }

    @Test
    void aTokenIsGoodOverItsOwnConnectionsAlone() throws Exception {
        for (String secret : new String[] {null, SECRET}) {
            String token = token("hospital", HOSPITAL, secret, 200).get("access_token").textValue();
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
            assertEquals(certificates.thumbprint("hospital"), claims.at("/cnf/x5t#S256").textValue());
            assertEquals(401, look(null, token));
            assertEquals(401, look("another", token));
            assertEquals(200, look("hospital", token));
        }
        String token = token("hospital", HOSPITAL, null, 200).get("access_token").textValue();
        HttpResponse<String> settled = send("hospital", post("/api/v1/settlements", Readme.bill())
                .header("Authorization", "Bearer " + token).build());
        assertEquals(201, settled.statusCode(), settled.body());
        assertTrue(settled.body().contains(Readme.answer()), settled.body());
    }

    /** Whoever has none on record needs none, and its token is bound to none, whatever it shows. */
    @Test
    void othersAreAsBefore() throws Exception {
        String token = token("another", "his-H52020100002", "sandbox-h52020100002", 200).get("access_token").textValue();
        assertEquals(200, look(null, token));
        assertEquals(200, look("hospital", token));
    }

    private static int look(String own, String token) throws Exception {
        return send(own, HttpRequest.newBuilder(service.base().resolve("/api/v1/settlements?billNo=none"))
                        .header("Authorization", "Bearer " + token).build())
                .statusCode();
    }

    private static JsonNode token(String own, String client, String secret, int status) throws Exception {
        String form = "grant_type=client_credentials&client_id=" + client + (secret == null ? "" : "&client_secret=" + secret);
        HttpResponse<String> answer = send(own, HttpRequest.newBuilder(service.base().resolve("/api/v1/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build());
        assertEquals(status, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(service.base().resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    /** Over a connection of its own, with the certificate of somebody; null for nobody's. */
    private static HttpResponse<String> send(String own, HttpRequest request)
            throws IOException, InterruptedException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .sslContext(certificates.context(own, "trusted-by-clients"))
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
