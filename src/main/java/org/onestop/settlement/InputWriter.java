package org.onestop.settlement;

import static org.onestop.http.JsonBytes.part;

import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.ReceivedDiagnosis;
import org.onestop.bill.ReceivedLine;
import org.onestop.http.JsonBytes;
import org.onestop.money.Money;

/**
 * Writes a {@link SettlementInput} as the JSON document that is stored with the settlement. Form 1: amounts in fen;
 * lines are arrays in the order of {@code lineColumns}, which keeps a stored bill at a third of its size as received.
 * The patient's number and name are not in it. {@link InputReader} reads it again.
 */
final class InputWriter {

    static final int FORM = 1;

    /** What each element of a line's array is. */
    static final String[] LINE_COLUMNS = {
        "lineNo",
        "itemCode",
        "name",
        "feeType",
        "quantity",
        "unitPrice",
        "amount",
        "chargedOn",
        "declaredClass",
        "declaredRatio",
        "declaredCeiling",
        "listedClass",
        "listedRatio",
        "listedCeiling"
    };

    private static final byte[] COLUMNS =
            part(",\"lineColumns\":[\"" + String.join("\",\"", LINE_COLUMNS) + "\"],\"lines\":[");

    private static final byte[] FIRST_LINE = part("[");
    private static final byte[] NEXT_LINE = part(",[");

    private InputWriter() {}

    /** The document, in UTF-8. */
    static byte[] write(SettlementInput input) {
        JsonBytes json = new JsonBytes(1536 + 160 * input.bill().lines().size());
        json.add(part("{\"form\":" + FORM));
        text(json, ",\"level\":", input.level());
        text(json, ",\"place\":", input.place());
        patient(json, input.patient());
        accumulators(json, input.before());
        bill(json, input);
        return json.add('}').toArray();
    }

    private static void patient(JsonBytes json, PatientStatus patient) {
        text(json, ",\"patient\":{\"scheme\":", patient.scheme());
        text(json, ",\"workingStatus\":", patient.workingStatus());
        json.add(part(",\"labels\":["));
        String before = "[";
        for (HardshipLabel label : patient.labels()) {
            text(json, before, label.category());
            text(json, ",", label.grade());
            json.add(',').truth(label.seriouslyIll()).add(']');
            before = ",[";
        }
        json.add(part("],\"member\":")).truth(patient.member());
        json.add(part(",\"inGoodStanding\":")).truth(patient.inGoodStanding()).add('}');
    }

    private static void accumulators(JsonBytes json, Accumulators before) {
        json.add(part(",\"before\":{\"admissions\":")).number(before.admissions());
        scheme(json, ",\"resident\":{", before.resident());
        scheme(json, ",\"employee\":{", before.employee());
        fen(json, ",\"assistanceDeductible\":", before.assistanceDeductible());
        fen(json, ",\"assistancePaid\":", before.assistancePaid());
        fen(json, ",\"tiltThreshold\":", before.tiltThreshold());
        fen(json, ",\"tiltPaid\":", before.tiltPaid());
        fen(json, ",\"mutualAidBurden\":", before.mutualAidBurden());
        json.add('}');
    }

    private static void scheme(JsonBytes json, String name, SchemeAccumulators totals) {
        fen(json, name + "\"basicPaid\":", totals.basicPaid());
        fen(json, ",\"basicCost\":", totals.basicCost());
        fen(json, ",\"outpatientDeductible\":", totals.outpatientDeductible());
        fen(json, ",\"outpatientPaid\":", totals.outpatientPaid());
        fen(json, ",\"chronicDeductible\":", totals.chronicDeductible());
        fen(json, ",\"chronicPaid\":", totals.chronicPaid());
        fen(json, ",\"criticalBase\":", totals.criticalBase());
        fen(json, ",\"criticalPaid\":", totals.criticalPaid());
        json.add('}');
    }

    private static void bill(JsonBytes json, SettlementInput input) {
        ReceivedBill bill = input.received();
        text(json, ",\"bill\":{\"hospitalCode\":", bill.hospitalCode());
        text(json, ",\"billNo\":", bill.billNo());
        text(json, ",\"encounterType\":", bill.encounterType());
        text(json, ",\"admittedOn\":", bill.admittedOn());
        text(json, ",\"benefitDate\":", bill.benefitDate());
        text(json, ",\"referral\":", bill.referral());
        json.add(part(",\"diagnoses\":["));
        String before = "[";
        for (ReceivedDiagnosis diagnosis : bill.diagnoses()) {
            text(json, before, diagnosis.code());
            text(json, ",", diagnosis.name());
            json.add(',').truth(diagnosis.main()).add(']');
            before = ",[";
        }
        fen(json, "],\"totalAmount\":", bill.totalAmount());
        fen(json, ",\"expectedPatientPays\":", bill.expectedPatientPays());
        json.add(COLUMNS);
        for (int i = 0; i < bill.lines().size(); i++) {
            json.add(i == 0 ? FIRST_LINE : NEXT_LINE);
            line(json, bill.lines().get(i), input.bill().lines().get(i).listed());
        }
        json.add(part("]}"));
    }

    private static void line(JsonBytes json, ReceivedLine line, ItemTerms listed) {
        json.number(line.lineNo());
        json.add(',').text(line.itemCode());
        json.add(',').text(line.name());
        json.add(',').name(line.feeType());
        json.add(',').text(line.quantity().toString());
        json.add(',').text(line.unitPrice().toString());
        json.add(',').number(line.amount().fen());
        json.add(',').text(text(line.chargedOn()));
        json.add(',').name(line.catalogueClass());
        json.add(',').text(text(line.selfPayRatio()));
        json.add(',').text(text(line.priceCeiling()));
        json.add(',').name(listed == null ? null : listed.catalogueClass());
        json.add(',').text(listed == null ? null : text(listed.firstPayRatio()));
        json.add(',').text(listed == null ? null : text(listed.priceCeiling()));
        json.add(']');
    }

    private static void text(JsonBytes json, String name, Object value) {
        json.add(part(name)).text(text(value));
    }

    /** In fen; null where there is no amount. */
    private static void fen(JsonBytes json, String name, Money amount) {
        json.add(part(name));
        if (amount == null) {
            json.text(null);
        } else {
            json.number(amount.fen());
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
