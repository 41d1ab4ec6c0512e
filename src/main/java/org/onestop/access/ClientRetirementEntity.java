package org.onestop.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** That a client gets no tokens any more; never changed. */
@Entity
@Table(name = "client_retirement")
class ClientRetirementEntity {

    @Id
    @Column(name = "client_id")
    String clientId;

    String reason;

    @Column(name = "retired_by")
    String retiredBy;

    @Column(name = "retired_at")
    OffsetDateTime retiredAt;
}
