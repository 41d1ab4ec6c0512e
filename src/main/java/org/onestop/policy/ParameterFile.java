package org.onestop.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One parameter as its file tells it.
 *
 * @param values in the order of time; each ends where the next begins
 */
record ParameterFile(String id, String name, String nameEn, String description, List<PolicyValue> values) {

    private static final Set<String> HEAD = Set.of("name", "nameEn", "description", "values");
    private static final Set<String> VALUE = Set.of("from", "to", "value", "source", "confidence");

    ParameterFile {
        values = List.copyOf(values);
    }

    /** A value with the place in the file that it came from. */
    private record Placed(Element element, PolicyValue value) {}

    /**
     * Reads a file's document.
     *
     * @throws FlawedException naming everything that is wrong
     */
    static ParameterFile read(ParameterType<?> type, Element root) {
        Flaws flaws = new Flaws();
        flaws.check(() -> root.onlyKeys(HEAD));
        String name = flaws.collect(() -> root.required("name").text());
        String nameEn = flaws.collect(() -> root.required("nameEn").text());
        String description = flaws.collect(() -> root.required("description").text());
        List<PolicyValue> values =
                flaws.collect(() -> joined(root.required("values").each(entry -> value(type, entry))));
        flaws.throwIfAny();
        return new ParameterFile(type.id(), name, nameEn, description, values);
    }

    Optional<PolicyValue> inForce(LocalDate on) {
        return values.stream().filter(value -> value.inForce(on)).findFirst();
    }

    private static Placed value(ParameterType<?> type, Element entry) {
        Flaws flaws = new Flaws();
        flaws.check(() -> entry.onlyKeys(VALUE));
        LocalDate from = flaws.collect(() -> entry.required("from").date());
        Optional<Element> end = flaws.collect(() -> entry.optional("to"));
        LocalDate to = flaws.collect(() -> end == null ? null : end.map(Element::date).orElse(null));
        var value = flaws.collect(() -> type.kind().canonical(entry.required("value")));
        String source = flaws.collect(() -> entry.required("source").text());
        Confidence confidence = flaws.collect(() -> Confidence.read(entry.required("confidence")));
        flaws.throwIfAny();
        if (to != null && to.isBefore(from)) {
            throw end.orElseThrow().flawed(FlawKind.ENDS_BEFORE_IT_BEGINS, from + " .. " + to);
        }
        return new Placed(entry, PolicyValue.of(type.id(), from, to, value, source, confidence));
    }

    /** Each value ends on the day before the next begins; where it says so itself, it must say the same. */
    private static List<PolicyValue> joined(List<Placed> found) {
        List<Placed> placed = new ArrayList<>(found);
        placed.sort(Comparator.comparing(each -> each.value().from()));
        List<PolicyValue> values = new ArrayList<>();
        Flaws flaws = new Flaws();
        for (int i = 0; i < placed.size() - 1; i++) {
            PolicyValue value = placed.get(i).value();
            PolicyValue next = placed.get(i + 1).value();
            LocalDate last = next.from().minusDays(1);
            LocalDate to = value.to() == null ? last : value.to();
            if (to.isAfter(last) || !value.from().isBefore(next.from())) {
                flaws.add(placed.get(i + 1).element().pointer() + "/from", FlawKind.DATE_OVERLAP, next.from().toString());
            } else if (to.isBefore(last)) {
                flaws.add(placed.get(i + 1).element().pointer() + "/from", FlawKind.DATE_GAP, to + " .. " + next.from());
            }
            values.add(value.until(last));
        }
        flaws.throwIfAny();
        values.add(placed.get(placed.size() - 1).value());
        return values;
    }
}
