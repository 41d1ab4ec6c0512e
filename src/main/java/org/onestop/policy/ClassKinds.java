package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.onestop.adjudication.AssistancePolicy.CategoryClass;
import org.onestop.adjudication.AssistancePolicy.TiltAid;
import org.onestop.adjudication.CriticalIllnessPolicy.Tilt;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.YearlyCap;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** The kinds of values that go by assistance class, or lead to one. */
final class ClassKinds {

    static final Kind<Map<Integer, Money>> AMOUNTS = byClass("amounts_by_class", Kinds.AMOUNT);
    static final Kind<Map<Integer, Ratio>> SHARES = byClass("shares_by_class", Kinds.SHARE);
    static final Kind<Map<Integer, YearlyCap>> CAPS = byClass("caps_by_class", Kinds.PAYMENT_CAP);
    static final Kind<Map<Integer, TiltAid>> TILT_AID =
            new Kind<>("tilt_aid_by_class", ClassKinds::readTiltAids, ClassKinds::writeTiltAids);
    static final Kind<Tilt> CRITICAL_TILT =
            new Kind<>("critical_tilt", ClassKinds::readTilt, ClassKinds::writeTilt);
    static final Kind<List<CategoryClass>> CATEGORIES =
            new Kind<>("category_classes", ClassKinds::readCategories, ClassKinds::writeCategories);

    private static final List<String> CLASSES = List.of("1", "2", "3", "4");

    /** Whom a category covers. */
    private enum Covers {
        HOUSEHOLD,
        SERIOUSLY_ILL
    }

    private ClassKinds() {}

    private static <T> Kind<Map<Integer, T>> byClass(String schema, Kind<T> kind) {
        return new Kind<>(schema, element -> readByClass(element, kind::read), values -> {
            ObjectNode node = Kinds.mapping();
            new TreeMap<>(values).forEach((one, value) -> node.set(one.toString(), kind.writes().apply(value)));
            return node;
        });
    }

    /** All four classes must be named; a reader may give null for one that has nothing, which is then left out. */
    private static <T> Map<Integer, T> readByClass(Element element, Function<Element, T> read) {
        element.onlyKeys(Set.copyOf(CLASSES));
        Flaws flaws = new Flaws();
        Map<Integer, T> values = new TreeMap<>();
        for (String one : CLASSES) {
            T value = flaws.collect(() -> read.apply(element.required(one)));
            if (value != null) {
                values.put(Integer.valueOf(one), value);
            }
        }
        flaws.throwIfAny();
        return Collections.unmodifiableMap(values);
    }

    private static Map<Integer, TiltAid> readTiltAids(Element element) {
        return readByClass(element, ClassKinds::readTiltAid);
    }

    private static TiltAid readTiltAid(Element element) {
        if (element.isWord(Element.NONE)) {
            return null;
        }
        element.onlyKeys(Set.of("threshold", "rate", "cap"));
        return new TiltAid(
                element.required("threshold").amount(),
                element.required("rate").share(),
                element.required("cap").amountOrNone());
    }

    private static JsonNode writeTiltAids(Map<Integer, TiltAid> aids) {
        ObjectNode node = Kinds.mapping();
        for (String one : CLASSES) {
            TiltAid aid = aids.get(Integer.valueOf(one));
            node.set(one, aid == null ? Kinds.text(null) : writeTiltAid(aid));
        }
        return node;
    }

    private static JsonNode writeTiltAid(TiltAid aid) {
        ObjectNode node = Kinds.mapping();
        node.set("cap", Kinds.text(aid.cap()));
        node.set("rate", Kinds.text(aid.rate()));
        node.set("threshold", Kinds.text(aid.threshold()));
        return node;
    }

    private static Tilt readTilt(Element element) {
        if (element.isWord(Element.NONE)) {
            return Tilt.NONE;
        }
        element.onlyKeys(Set.of("classes", "deductible_factor", "rate_points", "cap_lifted"));
        Element classes = element.required("classes");
        Set<Integer> favoured = Kinds.CLASSES.read(classes);
        if (favoured.isEmpty()) {
            throw classes.flawed(FlawKind.EMPTY, "");
        }
        return new Tilt(
                favoured,
                element.required("deductible_factor").share(),
                element.required("rate_points").share(),
                element.required("cap_lifted").flag());
    }

    private static JsonNode writeTilt(Tilt tilt) {
        if (tilt.classes().isEmpty()) {
            return Kinds.text(null);
        }
        ObjectNode node = Kinds.mapping();
        node.set("cap_lifted", Kinds.text(tilt.capLifted()));
        node.set("classes", Kinds.list(tilt.classes()));
        node.set("deductible_factor", Kinds.text(tilt.deductibleFactor()));
        node.set("rate_points", Kinds.text(tilt.ratePoints()));
        return node;
    }

    /** Every category once, WORKER once for each grade. */
    private static List<CategoryClass> readCategories(Element element) {
        List<CategoryClass> rows = new ArrayList<>(element.each(ClassKinds::readCategory));
        Flaws flaws = new Flaws();
        for (HardshipCategory category : HardshipCategory.values()) {
            List<WorkerGrade> grades = category == HardshipCategory.WORKER
                    ? Arrays.asList(WorkerGrade.values())
                    : Collections.singletonList(null);
            for (WorkerGrade grade : grades) {
                long found = rows.stream()
                        .filter(row -> row.category() == category && row.grade() == grade)
                        .count();
                if (found != 1) {
                    FlawKind kind = found == 0 ? FlawKind.TABLE_HOLE : FlawKind.TABLE_AMBIGUOUS;
                    flaws.add(element.pointer(), kind, category + (grade == null ? "" : "/" + grade));
                }
            }
        }
        flaws.throwIfAny();
        rows.sort(Comparator.comparing(CategoryClass::category)
                .thenComparing(CategoryClass::grade, Comparator.nullsFirst(Comparator.naturalOrder())));
        return List.copyOf(rows);
    }

    private static CategoryClass readCategory(Element row) {
        HardshipCategory category = row.required("category").word(HardshipCategory.class);
        boolean worker = category == HardshipCategory.WORKER;
        row.onlyKeys(
                worker
                        ? Set.of("category", "grade", "assistance_class", "covers")
                        : Set.of("category", "assistance_class", "covers"));
        Element assistanceClass = row.required("assistance_class");
        return new CategoryClass(
                category,
                worker ? row.required("grade").word(WorkerGrade.class) : null,
                assistanceClass.isWord(Element.NONE) ? null : Integer.valueOf(assistanceClass.count(1, 4)),
                row.required("covers").word(Covers.class) == Covers.SERIOUSLY_ILL);
    }

    private static JsonNode writeCategories(List<CategoryClass> rows) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (CategoryClass row : rows) {
            ObjectNode node = list.addObject();
            node.set("assistance_class", Kinds.text(row.assistanceClass()));
            node.set("category", Kinds.text(row.category()));
            node.set("covers", Kinds.text(row.seriouslyIllOnly() ? Covers.SERIOUSLY_ILL : Covers.HOUSEHOLD));
            if (row.grade() != null) {
                node.set("grade", Kinds.text(row.grade()));
            }
        }
        return list;
    }
}
