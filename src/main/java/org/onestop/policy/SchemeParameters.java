package org.onestop.policy;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;

/** Every parameter that a scheme's policy is made of, and the making. Immutable. */
final class SchemeParameters {

    private static final Map<Scheme, SchemeParameters> ALL = Map.of(
            Scheme.RESIDENT, new SchemeParameters(Scheme.RESIDENT),
            Scheme.EMPLOYEE, new SchemeParameters(Scheme.EMPLOYEE));

    private final Scheme scheme;
    private final BasicParameters basic;
    private final CriticalIllnessParameters criticalIllness;
    private final AssistanceParameters assistance;
    private final MutualAidParameters mutualAid;
    private final SortedMap<String, ParameterType<?>> types = new TreeMap<>();

    private SchemeParameters(Scheme scheme) {
        this.scheme = scheme;
        basic = new BasicParameters(scheme);
        criticalIllness = new CriticalIllnessParameters(scheme);
        String own = scheme.name().toLowerCase(Locale.ROOT) + ".medical_assistance.first_pay_counts";
        ParameterType<Boolean> firstPayCounts = new ParameterType<>(own, Kinds.FLAG, true);
        assistance = new AssistanceParameters(firstPayCounts);
        mutualAid = new MutualAidParameters();
        types.put(own, firstPayCounts);
        for (ParameterGroup<?> group : new ParameterGroup<?>[] {basic, criticalIllness, assistance, mutualAid}) {
            group.types().forEach(type -> types.put(type.id(), type));
        }
    }

    static SchemeParameters of(Scheme scheme) {
        return ALL.get(scheme);
    }

    /** Every parameter of both schemes, by id. */
    static SortedMap<String, ParameterType<?>> catalogue() {
        SortedMap<String, ParameterType<?>> all = new TreeMap<>();
        ALL.values().forEach(each -> all.putAll(each.types));
        return all;
    }

    SortedMap<String, ParameterType<?>> types() {
        return new TreeMap<>(types);
    }

    /** The policy of the values in force; only sound where afterwards nothing is missing. */
    Policy policy(InForce values) {
        return new Policy(
                scheme,
                basic.policy(values),
                criticalIllness.policy(values),
                assistance.policy(values),
                mutualAid.policy(values));
    }
}
