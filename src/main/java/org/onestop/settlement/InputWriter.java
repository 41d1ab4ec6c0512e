package org.onestop.settlement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.ReceivedDiagnosis;
import org.onestop.bill.ReceivedLine;
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

    private static final JsonFactory JSON = new JsonFactory();

    private InputWriter() {}

    /** The document, in UTF-8. */
    static byte[] write(SettlementInput input) {
        ByteArrayOutputStream document = new ByteArrayOutputStream(1024 + 160 * input.bill().lines().size());
        try (JsonGenerator json = JSON.createGenerator(document)) {
            json.writeStartObject();
            json.writeNumberField("form", FORM);
            json.writeStringField("level", input.level().name());
            json.writeStringField("place", input.place().name());
            patient(json, input.patient());
            accumulators(json, input.before());
            bill(json, input);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return document.toByteArray();
    }

    private static void patient(JsonGenerator json, PatientStatus patient) throws IOException {
        json.writeObjectFieldStart("patient");
        json.writeStringField("scheme", patient.scheme().name());
        json.writeStringField("workingStatus", name(patient.workingStatus()));
        json.writeArrayFieldStart("labels");
        for (HardshipLabel label : patient.labels()) {
            json.writeStartArray();
            json.writeString(label.category().name());
            json.writeString(name(label.grade()));
            json.writeBoolean(label.seriouslyIll());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeBooleanField("member", patient.member());
        json.writeBooleanField("inGoodStanding", patient.inGoodStanding());
        json.writeEndObject();
    }

    private static void accumulators(JsonGenerator json, Accumulators before) throws IOException {
        json.writeObjectFieldStart("before");
        json.writeNumberField("admissions", before.admissions());
        scheme(json, "resident", before.resident());
        scheme(json, "employee", before.employee());
        json.writeNumberField("assistanceDeductible", before.assistanceDeductible().fen());
        json.writeNumberField("assistancePaid", before.assistancePaid().fen());
        json.writeNumberField("tiltThreshold", before.tiltThreshold().fen());
        json.writeNumberField("tiltPaid", before.tiltPaid().fen());
        json.writeNumberField("mutualAidBurden", before.mutualAidBurden().fen());
        json.writeEndObject();
    }

    private static void scheme(JsonGenerator json, String name, SchemeAccumulators totals) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("basicPaid", totals.basicPaid().fen());
        json.writeNumberField("basicCost", totals.basicCost().fen());
        json.writeNumberField("outpatientDeductible", totals.outpatientDeductible().fen());
        json.writeNumberField("outpatientPaid", totals.outpatientPaid().fen());
        json.writeNumberField("chronicDeductible", totals.chronicDeductible().fen());
        json.writeNumberField("chronicPaid", totals.chronicPaid().fen());
        json.writeNumberField("criticalBase", totals.criticalBase().fen());
        json.writeNumberField("criticalPaid", totals.criticalPaid().fen());
        json.writeEndObject();
    }

    private static void bill(JsonGenerator json, SettlementInput input) throws IOException {
        ReceivedBill bill = input.received();
        json.writeObjectFieldStart("bill");
        json.writeStringField("hospitalCode", bill.hospitalCode());
        json.writeStringField("billNo", bill.billNo());
        json.writeStringField("encounterType", bill.encounterType().name());
        json.writeStringField("admittedOn", text(bill.admittedOn()));
        json.writeStringField("benefitDate", text(bill.benefitDate()));
        json.writeStringField("referral", name(bill.referral()));
        json.writeArrayFieldStart("diagnoses");
        for (ReceivedDiagnosis diagnosis : bill.diagnoses()) {
            json.writeStartArray();
            json.writeString(diagnosis.code());
            json.writeString(diagnosis.name());
            json.writeBoolean(diagnosis.main());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeNumberField("totalAmount", bill.totalAmount().fen());
        Money expected = bill.expectedPatientPays();
        if (expected == null) {
            json.writeNullField("expectedPatientPays");
        } else {
            json.writeNumberField("expectedPatientPays", expected.fen());
        }
        json.writeFieldName("lineColumns");
        json.writeArray(LINE_COLUMNS, 0, LINE_COLUMNS.length);
        json.writeArrayFieldStart("lines");
        for (int i = 0; i < bill.lines().size(); i++) {
            line(json, bill.lines().get(i), input.bill().lines().get(i).listed());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void line(JsonGenerator json, ReceivedLine line, ItemTerms listed) throws IOException {
        json.writeStartArray();
        json.writeNumber(line.lineNo());
        json.writeString(line.itemCode());
        json.writeString(line.name());
        json.writeString(line.feeType().name());
        json.writeString(line.quantity().toString());
        json.writeString(line.unitPrice().toString());
        json.writeNumber(line.amount().fen());
        json.writeString(text(line.chargedOn()));
        json.writeString(name(line.catalogueClass()));
        json.writeString(text(line.selfPayRatio()));
        json.writeString(text(line.priceCeiling()));
        json.writeString(listed == null ? null : name(listed.catalogueClass()));
        json.writeString(listed == null ? null : text(listed.firstPayRatio()));
        json.writeString(listed == null ? null : text(listed.priceCeiling()));
        json.writeEndArray();
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
