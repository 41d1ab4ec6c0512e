package org.onestop.hospital;

import java.time.LocalDate;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * Puts a hospital, or what it is from a day on, on record.
 *
 * @param from null means today
 */
record HospitalRequest(
        String code, String name, HospitalLevel level, Place place, String division, LocalDate from) {

    private static final int CODE = 32;
    private static final int NAME = 200;
    private static final int DIVISION = 6;

    static HospitalRequest read(Fields fields) {
        String code = fields.text("code", CODE);
        if (code != null && !Hospital.isCode(code)) {
            fields.fault("code", FieldFault.Code.INVALID_TEXT);
        }
        String name = fields.text("name", NAME);
        HospitalLevel level = fields.choice("level", HospitalLevel.class);
        Place place = fields.choice("place", Place.class);
        String division = fields.text("division", DIVISION);
        if (division != null && !Hospital.isDivision(division)) {
            fields.fault("division", FieldFault.Code.INVALID_TEXT);
        }
        return new HospitalRequest(code, name, level, place, division, fields.optionalDate("from"));
    }

    /** The period that is meant. */
    Hospital period(LocalDate today) {
        return new Hospital(code, name.strip(), level, place, division, from == null ? today : from, null);
    }
}
