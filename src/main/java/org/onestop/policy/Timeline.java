package org.onestop.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;

/** The policy sets of one scheme through time, all made when the files are read. Immutable. */
final class Timeline {

    private final NavigableMap<LocalDate, PolicySet> sets;
    private final LocalDate last;

    private Timeline(NavigableMap<LocalDate, PolicySet> sets, LocalDate last) {
        this.sets = sets;
        this.last = last;
    }

    Optional<PolicySet> find(LocalDate on) {
        if (last != null && on.isAfter(last)) {
            return Optional.empty();
        }
        return Optional.ofNullable(sets.floorEntry(on)).map(Map.Entry::getValue);
    }

    /**
     * Makes the sets of a scheme.
     *
     * @throws PolicyFileException if the parameters of the scheme are not in force on the same days, or one that
     *                             another's value calls for is not in force
     */
    static Timeline of(Scheme scheme, Map<String, ParameterFile> files) {
        SchemeParameters parameters = SchemeParameters.of(scheme);
        List<ParameterFile> always = parameters.types().values().stream()
                .filter(ParameterType::always)
                .map(type -> files.get(type.id()))
                .toList();
        LocalDate first = always.stream().map(Timeline::first).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate last = always.stream().map(Timeline::last).max(Comparator.naturalOrder()).orElseThrow();
        Set<PolicyFileException.Fault> faults = new LinkedHashSet<>();
        always.forEach(file -> checkSpan(file, first, last, faults));
        NavigableMap<LocalDate, PolicySet> sets = new TreeMap<>();
        for (LocalDate day : days(parameters, files, first, last)) {
            set(scheme, day, files, faults).ifPresent(set -> sets.put(day, sameAsBefore(sets, set)));
        }
        if (!faults.isEmpty()) {
            throw new PolicyFileException(new ArrayList<>(faults));
        }
        return new Timeline(sets, last.equals(LocalDate.MAX) ? null : last);
    }

    /** The values of a scheme in force on a date, by parameter id. */
    static Map<String, PolicyValue> inForce(Scheme scheme, Map<String, ParameterFile> files, LocalDate on) {
        Map<String, PolicyValue> values = new TreeMap<>();
        for (String id : SchemeParameters.of(scheme).types().keySet()) {
            ParameterFile file = files.get(id);
            if (file != null) {
                file.inForce(on).ifPresent(value -> values.put(id, value));
            }
        }
        return values;
    }

    private static LocalDate first(ParameterFile file) {
        return file.values().get(0).from();
    }

    private static LocalDate last(ParameterFile file) {
        LocalDate to = file.values().get(file.values().size() - 1).to();
        return to == null ? LocalDate.MAX : to;
    }

    /** A parameter that begins late or ends early would silently turn every settlement of those days away. */
    private static void checkSpan(
            ParameterFile file, LocalDate first, LocalDate last, Set<PolicyFileException.Fault> faults) {
        if (first(file).isAfter(first)) {
            fault(file.id(), FlawKind.DATE_GAP, first + " .. " + first(file), faults);
        }
        if (last(file).isBefore(last)) {
            fault(file.id(), FlawKind.DATE_GAP, last(file) + " .. " + (last.equals(LocalDate.MAX) ? "" : last), faults);
        }
    }

    /** The days on which anything changes. */
    private static Set<LocalDate> days(
            SchemeParameters parameters, Map<String, ParameterFile> files, LocalDate first, LocalDate last) {
        Set<LocalDate> days = new TreeSet<>();
        parameters.types().keySet().stream().filter(files::containsKey).forEach(id -> {
            for (PolicyValue value : files.get(id).values()) {
                days.add(value.from());
                if (value.to() != null) {
                    days.add(value.to().plusDays(1));
                }
            }
        });
        days.removeIf(day -> day.isBefore(first) || day.isAfter(last));
        return days;
    }

    private static Optional<PolicySet> set(
            Scheme scheme, LocalDate on, Map<String, ParameterFile> files, Set<PolicyFileException.Fault> faults) {
        InForce values = new InForce(inForce(scheme, files, on));
        Policy policy = SchemeParameters.of(scheme).policy(values);
        for (String id : values.missing()) {
            FlawKind kind = files.containsKey(id) ? FlawKind.DATE_GAP : FlawKind.MISSING_FILE;
            fault(id, kind, on.toString(), faults);
        }
        return values.missing().isEmpty() ? Optional.of(new PolicySet(policy, values.used())) : Optional.empty();
    }

    private static PolicySet sameAsBefore(NavigableMap<LocalDate, PolicySet> sets, PolicySet set) {
        PolicySet before = sets.isEmpty() ? null : sets.lastEntry().getValue();
        return before != null && before.digestHex().equals(set.digestHex()) ? before : set;
    }

    private static void fault(String id, FlawKind kind, String detail, Set<PolicyFileException.Fault> faults) {
        String file = SchemeParameters.catalogue().get(id).file();
        faults.add(new PolicyFileException.Fault(file, "/values", new Flaw("", kind, detail).reason()));
    }
}
