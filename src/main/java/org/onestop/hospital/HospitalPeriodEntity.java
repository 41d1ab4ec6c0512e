package org.onestop.hospital;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/** What a hospital was in a period, as it is or was on record. Only read; {@link HospitalTable} writes. */
@Entity
@Immutable
@Table(name = "hospital_period")
class HospitalPeriodEntity {

    @Id
    Long id;

    String code;

    String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    HospitalLevel level;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Place place;

    String division;

    @Column(name = "valid_from")
    LocalDate validFrom;

    /** Null while the period is open. */
    @Column(name = "valid_to")
    LocalDate validTo;

    @Column(name = "recorded_at")
    OffsetDateTime recordedAt;

    /** Null while it counts. */
    @Column(name = "superseded_at")
    OffsetDateTime supersededAt;

    Hospital toHospital() {
        return new Hospital(code, name, level, place, division, validFrom, validTo);
    }
}
