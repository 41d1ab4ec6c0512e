package org.onestop.refusal;

import java.util.List;
import java.util.Map;

/**
 * An expected "no" (拒绝): a stable code, named facts for its text, and the faults of single fields.
 *
 * <p>Facts never hold a citizen's name or ID number. Immutable.
 *
 * @param code    not null
 * @param facts   values for the text and for programs, such as {@code line} or {@code expected}; not null
 * @param faults  faults of single fields, in the order of the request; not null, may be empty
 * @param members further members of the problem document, such as a link or a new split: plain values, maps and lists
 *                that JSON can hold; not null, may be empty
 */
public record Refusal(
        RefusalCode code, Map<String, String> facts, List<FieldFault> faults, Map<String, Object> members) {

    public Refusal {
        facts = Map.copyOf(facts);
        faults = List.copyOf(faults);
        members = Map.copyOf(members);
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code, Map.of(), List.of(), Map.of());
    }

    public static Refusal of(RefusalCode code, Map<String, String> facts) {
        return new Refusal(code, facts, List.of(), Map.of());
    }

    public static Refusal of(RefusalCode code, FieldFault fault) {
        return new Refusal(code, fault.facts(), List.of(fault), Map.of());
    }

    public static Refusal of(RefusalCode code, List<FieldFault> faults) {
        return new Refusal(code, Map.of(), faults, Map.of());
    }

    /** This refusal with a further member in its problem document. */
    public Refusal with(String member, Object value) {
        var more = new java.util.HashMap<>(members);
        more.put(member, value);
        return new Refusal(code, facts, faults, more);
    }

    /**
     * This refusal of a part of a request, its faults placed in the whole: {@code pointer} is where the part
     * stands.
     */
    public Refusal below(String pointer) {
        List<FieldFault> placed = faults.stream()
                .map(fault -> new FieldFault(pointer + fault.field(), fault.code(), fault.facts()))
                .toList();
        return new Refusal(code, facts, placed, members);
    }

    /** This refusal as an exception, for places that have written nothing yet. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
