package org.onestop.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestop.adjudication.Parameter;

/** The values from which one policy is made. It notes which of them were used and which were missing. */
final class InForce {

    private final Map<String, PolicyValue> values;
    private final SortedMap<String, PolicyValue> used = new TreeMap<>();
    private final SortedSet<String> missing = new TreeSet<>();

    InForce(Map<String, PolicyValue> values) {
        this.values = values;
    }

    /** The value in force; null, and noted as missing, where there is none. */
    <T> Parameter<T> take(ParameterType<T> type) {
        PolicyValue value = values.get(type.id());
        if (value == null) {
            missing.add(type.id());
            return null;
        }
        used.put(type.id(), value);
        return value.parameter(type);
    }

    /** In the order of their ids. */
    List<PolicyValue> used() {
        return new ArrayList<>(used.values());
    }

    SortedSet<String> missing() {
        return missing;
    }
}
