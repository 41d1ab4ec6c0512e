package org.onestop.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made for a test, each signed by itself, with the JDK's own program. */
final class SampleCertificates {

    static final String PASSWORD = "of-this-test-alone";

    private final Path place;

    SampleCertificates(Path place) {
        this.place = place;
    }

    Path store(String name) {
        return place.resolve(name + ".p12");
    }

    /** Makes a key and its certificate. */
    void make(String name) throws IOException {
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30",
                "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1,dns:localhost", "-keystore", store(name).toString());
        keytool("-exportcert", "-alias", name, "-file", place.resolve(name + ".cer").toString(),
                "-keystore", store(name).toString());
    }

    /** Makes a store of certificates to be trusted. */
    void trust(String store, String... names) throws IOException {
        for (String name : names) {
            keytool("-importcert", "-noprompt", "-alias", name, "-file", place.resolve(name + ".cer").toString(),
                    "-keystore", store(store).toString());
        }
    }

    /** SHA-256 of a certificate, as it is registered. */
    String thumbprint(String name) throws IOException, GeneralSecurityException {
        Certificate certificate = load(name).getCertificate(name);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /**
     * What one side of a connection goes by.
     *
     * @param own     whose key it has; null for nobody's
     * @param trusted whom it trusts
     */
    SSLContext context(String own, String trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own == null ? null : load(own), own == null ? null : PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(load(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store(name))) {
            store.load(file, PASSWORD.toCharArray());
        }
        return store;
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        try {
            assertEquals(0, process.waitFor(), said);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
