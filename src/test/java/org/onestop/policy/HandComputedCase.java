package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.BillLine;
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
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/**
 * A case whose numbers were worked out by hand from the rule's text, never taken from the program.
 *
 * <p>{@code care} is type, level, place and referral. A line is {@code "A 100.00"}, or an object: {@code line} is item,
 * quantity, price and amount; {@code declared} and {@code listed} are class, ratio and ceiling; {@code expect} is class,
 * own-pay, over-ceiling, first pay, in scope and flags. A star marks the seriously ill member. Amounts that a case
 * leaves out are zero, totals that it leaves out are as before.
 */
record HandComputedCase(JsonNode source) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES =
            List.of("residents", "employees", "outpatient", "lines", "labels", "mutual-aid", "boundaries");
    private static final String OF_OTHER_SCHEME = "other.";

    static Stream<HandComputedCase> all() {
        return FILES.stream().flatMap(HandComputedCase::read);
    }

    private static Stream<HandComputedCase> read(String file) {
        String name = "/cases/hand-computed/" + file + ".json";
        try (InputStream cases = HandComputedCase.class.getResourceAsStream(name)) {
            return StreamSupport.stream(JSON.readTree(cases).spliterator(), false).map(HandComputedCase::new);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Override
    public String toString() {
        return scheme() + ": " + text("rule");
    }

    Scheme scheme() {
        return Scheme.valueOf(text("scheme"));
    }

    LocalDate on() {
        return LocalDate.parse(text("on"));
    }

    /** The value; null where the case has none. */
    String text(String key) {
        return source.path(key).textValue();
    }

    Integer assistanceClass() {
        return source.has("class") ? source.get("class").intValue() : null;
    }

    PatientStatus patient() {
        List<HardshipLabel> labels = new ArrayList<>();
        source.path("labels").forEach(label -> labels.add(label(label.textValue())));
        WorkingStatus working = text("working") == null ? null : WorkingStatus.valueOf(text("working"));
        boolean standing = "STANDING".equals(text("member"));
        return new PatientStatus(scheme(), working, labels, null, text("member") != null, standing);
    }

    private static HardshipLabel label(String text) {
        String[] parts = text.replace("*", "").split("/");
        WorkerGrade grade = parts.length == 1 ? null : WorkerGrade.valueOf(parts[1]);
        return new HardshipLabel(HardshipCategory.valueOf(parts[0]), grade, text.endsWith("*"));
    }

    Bill bill() {
        String[] care = text("care").split(" ");
        EncounterType type = EncounterType.valueOf(care[0]);
        LocalDate admitted = type != EncounterType.INPATIENT ? null : text("admitted") == null ? on() : admittedOn();
        Referral referral = care.length == 3 ? null : Referral.valueOf(care[3]);
        List<BillLine> lines = new ArrayList<>();
        source.get("lines").forEach(line -> lines.add(line(lines.size() + 1, line)));
        return new Bill(type, admitted, on(), HospitalLevel.valueOf(care[1]), Place.valueOf(care[2]), referral, lines);
    }

    private LocalDate admittedOn() {
        return LocalDate.parse(text("admitted"));
    }

    private static BillLine line(int number, JsonNode line) {
        if (line.isTextual()) {
            String[] parts = line.textValue().split(" ");
            String whole = "plain-" + number + " 1 " + parts[1] + " " + parts[1];
            return line(number, whole, null, null, new ItemTerms(CatalogueClass.valueOf(parts[0]), null, null));
        }
        LocalDate charged = line.has("charged") ? LocalDate.parse(line.get("charged").textValue()) : null;
        return line(number, line.get("line").textValue(), charged, terms(line.get("declared")), terms(line.get("listed")));
    }

    private static BillLine line(int number, String text, LocalDate charged, ItemTerms declared, ItemTerms listed) {
        String[] parts = text.split(" ");
        return new BillLine(
                number,
                parts[0],
                Quantity.parse(parts[1]),
                UnitPrice.parse(parts[2]),
                Money.parse(parts[3]),
                charged,
                declared,
                listed);
    }

    private static ItemTerms terms(JsonNode text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.textValue().split(" ");
        return new ItemTerms(
                CatalogueClass.valueOf(parts[0]),
                parts[1].equals("-") ? null : Ratio.parse(parts[1]),
                parts[2].equals("-") ? null : UnitPrice.parse(parts[2]));
    }

    Accumulators before() {
        return accumulators(totals("before", new TreeMap<>()));
    }

    Accumulators after() {
        return accumulators(totals("after", totals("before", new TreeMap<>())));
    }

    private Map<String, String> totals(String key, Map<String, String> totals) {
        source.path(key).properties().forEach(each -> totals.put(each.getKey(), each.getValue().textValue()));
        return totals;
    }

    private Accumulators accumulators(Map<String, String> totals) {
        Map<String, String> left = new TreeMap<>(totals);
        int admissions = Integer.parseInt(Optional.ofNullable(left.remove("admissions")).orElse("0"));
        SchemeAccumulators own = ofScheme(left, "");
        SchemeAccumulators other = ofScheme(left, OF_OTHER_SCHEME);
        Accumulators read = new Accumulators(
                admissions,
                scheme() == Scheme.RESIDENT ? own : other,
                scheme() == Scheme.RESIDENT ? other : own,
                take(left, "assistanceDeductible"),
                take(left, "assistancePaid"),
                take(left, "tiltThreshold"),
                take(left, "tiltPaid"),
                take(left, "mutualAidBurden"));
        if (!left.isEmpty()) {
            throw new IllegalStateException(this + ": unknown totals " + left);
        }
        return read;
    }

    private static SchemeAccumulators ofScheme(Map<String, String> left, String prefix) {
        return new SchemeAccumulators(
                take(left, prefix + "basicPaid"),
                take(left, prefix + "basicCost"),
                take(left, prefix + "outpatientDeductible"),
                take(left, prefix + "outpatientPaid"),
                take(left, prefix + "chronicDeductible"),
                take(left, prefix + "chronicPaid"),
                take(left, prefix + "criticalBase"),
                take(left, prefix + "criticalPaid"));
    }

    private static Money take(Map<String, String> totals, String name) {
        String amount = totals.remove(name);
        return amount == null ? Money.ZERO : Money.parse(amount);
    }

    /** Every amount of the split that is not zero. */
    Map<String, String> split() {
        return totals("split", new TreeMap<>());
    }

    /** Deductible, eligible and paid of each tier that has anything of these. */
    Map<String, String> tiers() {
        return totals("tiers", new TreeMap<>());
    }

    Money mutualAid() {
        return text("mutualAid") == null ? Money.ZERO : Money.parse(text("mutualAid"));
    }

    /** What is expected of the lines that say so, by their number. */
    Map<Integer, String> lines() {
        Map<Integer, String> expected = new TreeMap<>();
        for (int i = 0; i < source.get("lines").size(); i++) {
            JsonNode line = source.get("lines").get(i);
            if (line.has("expect")) {
                expected.put(i + 1, line.get("expect").textValue());
            }
        }
        return expected;
    }

    /** The keys that a case may have, so that a typing error is not a silent gap. */
    Set<String> unknownKeys() {
        Set<String> keys = new java.util.TreeSet<>();
        source.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(Set.of(
                "rule", "scheme", "on", "admitted", "labels", "working", "member", "care", "before", "lines", "work",
                "split", "tiers", "class", "used", "why", "mutualAid", "after"));
        return keys;
    }
}
