package org.onestop.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A certificate of a client, by its digest; never changed. */
@Entity
@Table(name = "client_certificate")
class ClientCertificateEntity {

    @Id
    @Column(name = "certificate_id")
    UUID certificateId;

    @Column(name = "client_id")
    String clientId;

    /** SHA-256 of the certificate. */
    byte[] thumbprint;

    @Column(name = "registered_by")
    String registeredBy;

    @Column(name = "registered_at")
    OffsetDateTime registeredAt;
}
