package org.onestop.hospital;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A hospital's lasting identity. */
@Entity
@Table(name = "hospital")
class HospitalEntity {

    @Id
    String code;

    String name;
}
