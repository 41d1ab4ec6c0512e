package org.onestop.access;

import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The SHA-256 of a certificate (RFC 8705, section 3.1). */
public final class Thumbprint {

    private static final int BYTES = 32;

    private Thumbprint() {}

    /** Reads one; empty where it is not Base64url of 32 bytes. */
    public static Optional<byte[]> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES && text(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String text(byte[] thumbprint) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint);
    }

    /** That of the certificate which the other side of a connection has proved to be its own; empty where it showed none. */
    static Optional<byte[]> shown(HttpServerRequest request) {
        SSLSession session = request.sslSession();
        try {
            return session == null
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance("SHA-256")
                            .digest(session.getPeerCertificates()[0].getEncoded()));
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a certificate that was verified can't be encoded", e);
        }
    }
}
