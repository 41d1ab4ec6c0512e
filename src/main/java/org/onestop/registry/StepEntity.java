package org.onestop.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.access.Registrar;

/** One step of an application, or its lodging again after a return; never changed. */
@Entity
@Table(name = "application_step")
@IdClass(StepEntity.Key.class)
class StepEntity {

    @Id
    @Column(name = "application_id")
    UUID applicationId;

    @Id
    int sequence;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Stage step;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    StepResult result;

    /** Null but for a return. */
    @Column(name = "return_to")
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    ReturnTarget returnTo;

    /** Sealed. */
    byte[] opinion;

    /** Sealed JSON; null where there is no home-visit record. */
    byte[] visit;

    @Column(name = "key_id")
    String keyId;

    @Column(name = "decided_on")
    LocalDate decidedOn;

    /** Null but for an approval. */
    @Column(name = "effective_from")
    LocalDate effectiveFrom;

    /** Null where the approval names no end. */
    @Column(name = "effective_to")
    LocalDate effectiveTo;

    @Column(name = "client_id")
    String clientId;

    String subject;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Registrar.Level level;

    /** Null below county level. */
    String department;

    String area;

    @Column(name = "recorded_at")
    OffsetDateTime recordedAt;

    /** Where a text of this step is sealed to. */
    String place(String column) {
        return "application_step:" + applicationId + ":" + sequence + ":" + column;
    }

    static class Key implements Serializable {

        UUID applicationId;
        int sequence;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && applicationId.equals(key.applicationId) && sequence == key.sequence;
        }

        @Override
        public int hashCode() {
            return Objects.hash(applicationId, sequence);
        }
    }
}
