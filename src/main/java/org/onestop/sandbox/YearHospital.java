package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/** A hospital of the sandbox or of the demonstration city, as the made-up year needs it. */
record YearHospital(String code, HospitalLevel level, Place place, String division) {

    /** Under whose name its bills are settled. */
    String client() {
        return "his-" + code;
    }

    /** Those of several files that are there on a day. */
    static List<YearHospital> on(LocalDate day, List<JsonNode> files) {
        List<YearHospital> hospitals = new ArrayList<>();
        for (JsonNode file : files) {
            for (JsonNode each : file.get("hospitals")) {
                LocalDate from = SandboxData.date(each, "from");
                LocalDate to = SandboxData.date(each, "to");
                if ((from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to))) {
                    hospitals.add(new YearHospital(
                            SandboxData.text(each, "code"),
                            HospitalLevel.valueOf(SandboxData.text(each, "level")),
                            Place.valueOf(SandboxData.text(each, "place")),
                            SandboxData.text(each, "division")));
                }
            }
        }
        return hospitals;
    }
}
