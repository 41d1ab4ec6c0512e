package org.onestop.hospital;

import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/** What a hospital is in a period; {@code division} has six digits. */
record HospitalFacts(String name, HospitalLevel level, Place place, String division) {

    static HospitalFacts of(Hospital hospital) {
        return new HospitalFacts(hospital.name(), hospital.level(), hospital.place(), hospital.division());
    }
}
