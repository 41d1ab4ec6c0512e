package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.bill.AccumulatorsReader;
import org.onestop.bill.BillReader;
import org.onestop.bill.ReceivedBill;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.refusal.FieldFault;

/**
 * What somebody wants to try.
 *
 * @param on      the day whose values count; not null
 * @param values  tried, by parameter id; they go before all others; not null
 * @param draft   stands in the place of everything in force; null where that counts
 * @param level   of the hospital, which need not exist
 * @param place   of the hospital, which need not exist
 * @param patient who need not exist
 * @param before  the year so far
 */
record TrialRequest(
        Scheme scheme,
        LocalDate on,
        Map<String, JsonNode> values,
        Map<String, JsonNode> draft,
        HospitalLevel level,
        Place place,
        PatientStatus patient,
        Accumulators before,
        ReceivedBill bill) {

    /**
     * Reads a request.
     *
     * @throws org.onestop.refusal.RefusedException invalid-request, with every fault of its form
     */
    static TrialRequest read(JsonBody body) {
        Fields root = Fields.of(body);
        Scheme scheme = root.choice("scheme", Scheme.class);
        LocalDate on = root.date("on");
        Fields values = root.optionalObject("values");
        Fields draft = root.optionalObject("draft");
        Fields hospital = root.object("hospital");
        HospitalLevel level = hospital == null ? null : hospital.choice("level", HospitalLevel.class);
        Place place = hospital == null ? null : hospital.choice("place", Place.class);
        PatientStatus patient = patient(root.object("person"), scheme);
        Accumulators before =
                AccumulatorsReader.read(root.optionalObject("accumulators"), scheme, on == null ? 0 : on.getYear());
        Fields bill = root.object("bill");
        ReceivedBill received = bill == null ? null : BillReader.trial(bill);
        if (hospital != null) {
            hospital.close();
        }
        root.close();
        root.refuseIfFaulty();
        return new TrialRequest(
                scheme,
                on,
                values == null ? Map.of() : parameters(values),
                draft == null ? null : parameters(draft),
                level,
                place,
                patient,
                before,
                received);
    }

    /** A made-up person. Whether mutual aid counts need not be said: a trial shows what it would give to a member. */
    private static PatientStatus patient(Fields person, Scheme scheme) {
        if (person == null || scheme == null) {
            return null;
        }
        WorkingStatus working = person.optionalChoice("workingStatus", WorkingStatus.class);
        if (scheme == Scheme.EMPLOYEE && working == null) {
            person.fault("workingStatus", FieldFault.Code.MISSING_FIELD);
        }
        if (scheme == Scheme.RESIDENT && working != null) {
            person.fault("workingStatus", FieldFault.Code.MISMATCH);
        }
        Integer assistanceClass = person.optionalInteger("assistanceClass");
        if (assistanceClass != null && (assistanceClass < 1 || assistanceClass > 4)) {
            person.fault("assistanceClass", FieldFault.Code.OUT_OF_RANGE);
        }
        boolean member = !Boolean.FALSE.equals(person.optionalTruth("member"));
        person.close();
        return new PatientStatus(scheme, working, List.of(), assistanceClass, member, member);
    }

    private static Map<String, JsonNode> parameters(Fields fields) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (String name : fields.names()) {
            found.put(name, fields.raw(name));
        }
        return found;
    }
}
