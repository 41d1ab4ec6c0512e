package org.onestop.hospital;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/** What a hospital was from one day on. */
@Entity
@Table(name = "hospital_period")
@IdClass(HospitalPeriodEntity.Key.class)
class HospitalPeriodEntity {

    @Id
    String code;

    @Id
    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_to")
    LocalDate validTo;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    HospitalLevel level;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    Place place;

    String division;

    static class Key implements Serializable {

        String code;
        LocalDate validFrom;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && code.equals(key.code) && validFrom.equals(key.validFrom);
        }

        @Override
        public int hashCode() {
            return Objects.hash(code, validFrom);
        }
    }
}
