package org.onestop.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.adjudication.HardshipCategory;

/** What an open application waits for; there is none of an application that is closed. */
@Entity
@Table(name = "open_application")
class OpenApplicationEntity {

    @Id
    @Column(name = "application_id", updatable = false)
    UUID applicationId;

    @Column(name = "file_no", updatable = false)
    String fileNo;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    HardshipCategory category;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Stage stage;

    /** How many have been taken. */
    int steps;

    /** Where the household lives. */
    String area;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Department department;

    @Column(name = "waiting_since")
    LocalDate waitingSince;

    @Column(name = "due_on")
    LocalDate dueOn;
}
