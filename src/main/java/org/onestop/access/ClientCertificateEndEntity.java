package org.onestop.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** That a certificate shows its client no more. */
@Entity
@Table(name = "client_certificate_end")
class ClientCertificateEndEntity {

    @Id
    @Column(name = "certificate_id")
    UUID certificateId;

    @Column(name = "ended_by")
    String endedBy;

    @Column(name = "ended_at")
    OffsetDateTime endedAt;
}
