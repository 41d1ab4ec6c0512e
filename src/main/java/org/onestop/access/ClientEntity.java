package org.onestop.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A client as stored; never changed. */
@Entity
@Table(name = "client")
class ClientEntity {

    @Id
    @Column(name = "client_id")
    String clientId;

    String role;

    @Column(name = "hospital_code")
    String hospitalCode;

    String level;
    String department;
    String area;
    boolean sandbox;

    @Column(name = "created_at")
    OffsetDateTime createdAt;

    /** Null where it came with the sandbox, or first of all. */
    @Column(name = "registered_by")
    String registeredBy;
}
