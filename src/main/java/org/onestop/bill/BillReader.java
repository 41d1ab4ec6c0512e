package org.onestop.bill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.Referral;
import org.onestop.http.Fields;

/**
 * Reads a bill from a request. What is faulty reads as null; the caller ends the reading with
 * {@code refuseIfFaulty}.
 */
public final class BillReader {

    private static final int CODE = 64;
    private static final int NAME = 200;

    private BillReader() {}

    /** The bill of a hospital, which is the whole request. */
    public static ReceivedBill settlement(Fields root) {
        String hospitalCode = root.text("hospitalCode", 32);
        String billNo = root.text("billNo", CODE);
        return rest(root, hospitalCode, billNo, patient(root.object("patient")));
    }

    /** The bill of a trial: it needs neither hospital nor number nor person, but may have them. */
    public static ReceivedBill trial(Fields bill) {
        String hospitalCode = bill.optionalText("hospitalCode", 32);
        String billNo = bill.optionalText("billNo", CODE);
        return rest(bill, hospitalCode, billNo, patient(bill.optionalObject("patient")));
    }

    private static ReceivedBill rest(Fields root, String hospitalCode, String billNo, ReceivedPatient patient) {
        Encounter encounter = encounter(root.object("encounter"));
        List<ReceivedLine> lines = new ArrayList<>();
        for (Fields line : root.objects("lines")) {
            lines.add(line(line));
        }
        ReceivedBill bill = new ReceivedBill(
                hospitalCode,
                billNo,
                patient,
                encounter.type(),
                encounter.admittedOn(),
                encounter.benefitDate(),
                encounter.referral(),
                encounter.diagnoses(),
                lines,
                root.money("totalAmount"),
                root.optionalMoney("expectedPatientPays"));
        root.close();
        return bill;
    }

    private record Encounter(
            EncounterType type,
            LocalDate admittedOn,
            LocalDate benefitDate,
            Referral referral,
            List<ReceivedDiagnosis> diagnoses) {}

    private static Encounter encounter(Fields encounter) {
        if (encounter == null) {
            return new Encounter(null, null, null, null, List.of());
        }
        EncounterType type = encounter.choice("type", EncounterType.class);
        LocalDate admittedOn = null;
        LocalDate benefitDate;
        if (type == null) {
            // Which dates belong to it can't be said; they must not be reported as unknown.
            encounter.any("admittedOn");
            encounter.any("dischargedOn");
            encounter.any("visitedOn");
            benefitDate = null;
        } else if (type == EncounterType.INPATIENT) {
            admittedOn = encounter.date("admittedOn");
            benefitDate = encounter.date("dischargedOn");
        } else {
            benefitDate = encounter.date("visitedOn");
        }
        Referral referral = encounter.optionalChoice("referral", Referral.class);
        List<ReceivedDiagnosis> diagnoses = new ArrayList<>();
        for (Fields diagnosis : encounter.optionalObjects("diagnoses")) {
            diagnoses.add(diagnosis(diagnosis));
        }
        encounter.close();
        return new Encounter(type, admittedOn, benefitDate, referral, diagnoses);
    }

    private static ReceivedDiagnosis diagnosis(Fields diagnosis) {
        ReceivedDiagnosis read = new ReceivedDiagnosis(
                diagnosis.text("code", CODE),
                diagnosis.optionalText("name", NAME),
                Boolean.TRUE.equals(diagnosis.optionalTruth("main")));
        diagnosis.close();
        return read;
    }

    private static ReceivedPatient patient(Fields patient) {
        if (patient == null) {
            return null;
        }
        ReceivedPatient read = new ReceivedPatient(patient.text("idNumber", CODE), patient.text("name", NAME));
        patient.close();
        return read;
    }

    private static ReceivedLine line(Fields line) {
        Integer lineNo = line.integer("lineNo");
        ReceivedLine read = new ReceivedLine(
                lineNo == null ? 0 : lineNo,
                line.text("itemCode", CODE),
                line.text("name", NAME),
                line.choice("feeType", FeeType.class),
                line.quantity("quantity"),
                line.price("unitPrice"),
                line.money("amount"),
                line.optionalDate("chargedOn"),
                line.optionalChoice("catalogueClass", CatalogueClass.class),
                line.optionalRatio("selfPayRatio"),
                line.optionalPrice("priceCeiling"));
        line.close();
        return read;
    }
}
