package org.onestop.settlement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople.Sample;

/** A good bill that tests bend to their needs: an inpatient stay of March 2018 at a local hospital of level 2. */
public final class SampleBill {

    static final ObjectMapper JSON = new ObjectMapper();

    /** A class A item of the catalogue without a ceiling. */
    public static final String CLASS_A = "003107010010000-310701001";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final ObjectNode json = JSON.createObjectNode();
    private Money total = Money.ZERO;

    public SampleBill(String idNumber, String name) {
        json.put("hospitalCode", "H52020100001").put("billNo", "T" + NEXT.incrementAndGet());
        json.putObject("patient").put("idNumber", idNumber).put("name", name);
        json.putObject("encounter")
                .put("type", "INPATIENT")
                .put("admittedOn", "2018-03-02")
                .put("dischargedOn", "2018-03-12");
        json.putArray("lines");
    }

    public static SampleBill of(Sample person, String amount) {
        return new SampleBill(person.idNumber(), person.name()).line(CLASS_A, "1", amount, amount);
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    public SampleBill at(String hospitalCode) {
        json.put("hospitalCode", hospitalCode);
        return this;
    }

    public SampleBill billNo(String billNo) {
        json.put("billNo", billNo);
        return this;
    }

    public String billNo() {
        return json.get("billNo").textValue();
    }

    public SampleBill stay(String admitted, String discharged) {
        ((ObjectNode) json.get("encounter")).put("admittedOn", admitted).put("dischargedOn", discharged);
        return this;
    }

    public SampleBill visit(String type, String on) {
        json.putObject("encounter").put("type", type).put("visitedOn", on);
        return this;
    }

    public SampleBill referral(String referral) {
        ((ObjectNode) json.get("encounter")).put("referral", referral);
        return this;
    }

    public SampleBill expecting(String patientPays) {
        json.put("expectedPatientPays", patientPays);
        return this;
    }

    public SampleBill name(String name) {
        ((ObjectNode) json.get("patient")).put("name", name);
        return this;
    }

    /** Adds a line, and its amount to the total. */
    public SampleBill line(String itemCode, String quantity, String unitPrice, String amount) {
        ArrayNode lines = json.withArray("lines");
        lines.addObject()
                .put("lineNo", lines.size())
                .put("itemCode", itemCode)
                .put("name", "测试项目")
                .put("feeType", "TREATMENT")
                .put("quantity", quantity)
                .put("unitPrice", unitPrice)
                .put("amount", amount);
        total = total.plus(Money.parse(amount));
        json.put("totalAmount", total.toString());
        return this;
    }

    ObjectNode json() {
        return json;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
