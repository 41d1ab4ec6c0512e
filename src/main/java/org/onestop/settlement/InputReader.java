package org.onestop.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Referral;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.bill.FeeType;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.ReceivedDiagnosis;
import org.onestop.bill.ReceivedLine;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/** Reads what {@link InputWriter} wrote. A form it does not know is a fault, never a guess. */
final class InputReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InputReader() {}

    static SettlementInput read(String document) {
        JsonNode root;
        try {
            root = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored input is not JSON", e);
        }
        if (root.path("form").asInt() != InputWriter.FORM) {
            throw new IllegalStateException("a stored input has the unknown form " + root.path("form"));
        }
        Map<SettlementInput.Listed, ItemTerms> terms = new HashMap<>();
        ReceivedBill bill = bill(root.get("bill"), terms);
        return SettlementInput.stored(
                HospitalLevel.valueOf(root.get("level").textValue()),
                Place.valueOf(root.get("place").textValue()),
                patient(root.get("patient")),
                accumulators(root.get("before")),
                bill,
                terms);
    }

    private static PatientStatus patient(JsonNode json) {
        List<HardshipLabel> labels = new ArrayList<>();
        for (JsonNode label : json.get("labels")) {
            labels.add(new HardshipLabel(
                    HardshipCategory.valueOf(label.get(0).textValue()),
                    optional(label.get(1), WorkerGrade::valueOf),
                    label.get(2).booleanValue()));
        }
        return new PatientStatus(
                Scheme.valueOf(json.get("scheme").textValue()),
                optional(json.get("workingStatus"), WorkingStatus::valueOf),
                labels,
                null,
                json.get("member").booleanValue(),
                json.get("inGoodStanding").booleanValue());
    }

    private static Accumulators accumulators(JsonNode json) {
        return new Accumulators(
                json.get("admissions").intValue(),
                scheme(json.get("resident")),
                scheme(json.get("employee")),
                fen(json.get("assistanceDeductible")),
                fen(json.get("assistancePaid")),
                fen(json.get("tiltThreshold")),
                fen(json.get("tiltPaid")),
                fen(json.get("mutualAidBurden")));
    }

    private static SchemeAccumulators scheme(JsonNode json) {
        return new SchemeAccumulators(
                fen(json.get("basicPaid")),
                fen(json.get("basicCost")),
                fen(json.get("outpatientDeductible")),
                fen(json.get("outpatientPaid")),
                fen(json.get("chronicDeductible")),
                fen(json.get("chronicPaid")),
                fen(json.get("criticalBase")),
                fen(json.get("criticalPaid")));
    }

    private static ReceivedBill bill(JsonNode json, Map<SettlementInput.Listed, ItemTerms> terms) {
        LocalDate benefitDate = LocalDate.parse(json.get("benefitDate").textValue());
        List<ReceivedDiagnosis> diagnoses = new ArrayList<>();
        for (JsonNode diagnosis : json.get("diagnoses")) {
            diagnoses.add(new ReceivedDiagnosis(
                    diagnosis.get(0).textValue(),
                    diagnosis.get(1).textValue(),
                    diagnosis.get(2).booleanValue()));
        }
        List<ReceivedLine> lines = new ArrayList<>();
        for (JsonNode row : json.get("lines")) {
            ReceivedLine line = line(row);
            lines.add(line);
            if (!row.get(11).isNull()) {
                LocalDate on = line.chargedOn() == null ? benefitDate : line.chargedOn();
                terms.put(new SettlementInput.Listed(line.itemCode(), on), listed(row));
            }
        }
        return new ReceivedBill(
                json.get("hospitalCode").textValue(),
                json.get("billNo").textValue(),
                null,
                EncounterType.valueOf(json.get("encounterType").textValue()),
                optional(json.get("admittedOn"), LocalDate::parse),
                benefitDate,
                optional(json.get("referral"), Referral::valueOf),
                diagnoses,
                lines,
                fen(json.get("totalAmount")),
                json.get("expectedPatientPays").isNull() ? null : fen(json.get("expectedPatientPays")));
    }

    private static ReceivedLine line(JsonNode row) {
        return new ReceivedLine(
                row.get(0).intValue(),
                row.get(1).textValue(),
                row.get(2).textValue(),
                FeeType.valueOf(row.get(3).textValue()),
                Quantity.parse(row.get(4).textValue()),
                UnitPrice.parse(row.get(5).textValue()),
                fen(row.get(6)),
                optional(row.get(7), LocalDate::parse),
                optional(row.get(8), CatalogueClass::valueOf),
                optional(row.get(9), Ratio::parse),
                optional(row.get(10), UnitPrice::parse));
    }

    private static ItemTerms listed(JsonNode row) {
        return new ItemTerms(
                CatalogueClass.valueOf(row.get(11).textValue()),
                optional(row.get(12), Ratio::parse),
                optional(row.get(13), UnitPrice::parse));
    }

    private static Money fen(JsonNode json) {
        if (!json.isIntegralNumber()) {
            throw new IllegalStateException("a stored amount is not a whole number of fen");
        }
        return Money.ofFen(json.longValue());
    }

    private static <T> T optional(JsonNode json, Function<String, T> read) {
        return json.isNull() ? null : read.apply(json.textValue());
    }
}
