package org.onestop.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A certificate of a client.
 *
 * @param thumbprint SHA-256 of it, Base64url
 * @param endedAt    null while it is valid, like {@code endedBy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CertificateView(
        UUID certificateId,
        String thumbprint,
        String registeredBy,
        OffsetDateTime registeredAt,
        String endedBy,
        OffsetDateTime endedAt) {

    /** @param end null while it is valid */
    static CertificateView of(ClientCertificateEntity certificate, ClientCertificateEndEntity end) {
        return new CertificateView(
                certificate.certificateId,
                Thumbprint.text(certificate.thumbprint),
                certificate.registeredBy,
                certificate.registeredAt,
                end == null ? null : end.endedBy,
                end == null ? null : end.endedAt);
    }
}
