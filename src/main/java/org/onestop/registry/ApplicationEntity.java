package org.onestop.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;

/** An application as lodged; never changed. */
@Entity
@Table(name = "category_application")
class ApplicationEntity {

    @Id
    UUID id;

    @Column(name = "file_no")
    String fileNo;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    HardshipCategory category;

    /** Null but for WORKER. */
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    WorkerGrade grade;

    @Column(name = "lodged_on")
    LocalDate lodgedOn;

    /** Sealed. */
    byte[] statement;

    @Column(name = "key_id")
    String keyId;

    @Column(name = "client_id")
    String clientId;

    String subject;

    @Column(name = "recorded_at")
    OffsetDateTime recordedAt;

    /** Where the statement is sealed to. */
    String statementPlace() {
        return "category_application:" + id + ":statement";
    }
}
