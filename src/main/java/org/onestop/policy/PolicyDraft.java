package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.onestop.adjudication.Scheme;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** A change of the law that is tried on stored bills: single values, or a rule set that stands for everything. Immutable. */
public final class PolicyDraft {

    private final LocalDate day;
    private final SortedMap<String, JsonNode> values;
    private final SortedMap<String, JsonNode> rules;

    /**
     * A draft.
     *
     * @param day    on which it is tried; names the values, and decides nothing
     * @param values by parameter id, shaped as in the files; they go before all others
     * @param rules  by parameter id; stand in the place of everything that was in force for a scheme of which they name a
     *               parameter; null where that counts
     */
    public PolicyDraft(LocalDate day, Map<String, JsonNode> values, Map<String, JsonNode> rules) {
        this.day = day;
        this.values = new TreeMap<>(values);
        this.rules = rules == null ? null : new TreeMap<>(rules);
    }

    /**
     * What is wrong with it.
     *
     * @param laws every set that it is to be laid on
     * @return {@code policy-value-invalid} with the faults of single fields, as a trial would refuse it; empty where it is
     *     sound
     */
    Optional<Refusal> refusal(Collection<PolicySet> laws) {
        Set<FieldFault> faults = new LinkedHashSet<>();
        for (PolicySet law : laws) {
            if (lay(law) instanceof PolicyTrial.Refused refused) {
                faults.addAll(refused.refusal().faults());
            }
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(RefusalCode.POLICY_VALUE_INVALID, new ArrayList<>(faults)));
    }

    /**
     * What it makes of the law that a settlement was made by.
     *
     * @throws org.onestop.refusal.RefusedException policy-value-invalid
     */
    public PolicySet on(PolicySet law) {
        PolicyTrial trial = lay(law);
        if (trial instanceof PolicyTrial.Refused refused) {
            throw refused.refusal().asException();
        }
        return ((PolicyTrial.Ready) trial).set();
    }

    private PolicyTrial lay(PolicySet law) {
        Scheme scheme = law.scheme();
        Map<String, PolicyValue> inForce = law.values().stream().collect(Collectors.toMap(PolicyValue::id, value -> value));
        boolean wholly = rules != null && isFor(scheme);
        return TrialAssembly.make(scheme, day, inForce, of(scheme, values), wholly ? of(scheme, rules) : null);
    }

    /** Rules that name no scheme's own parameter lack those of every scheme. */
    private boolean isFor(Scheme scheme) {
        return namesOne(scheme) || Arrays.stream(Scheme.values()).noneMatch(this::namesOne);
    }

    private boolean namesOne(Scheme scheme) {
        String prefix = scheme.name().toLowerCase(Locale.ROOT) + ".";
        return rules.keySet().stream().anyMatch(id -> id.startsWith(prefix));
    }

    /** What concerns a scheme, and what concerns none: that is refused. */
    private static Map<String, JsonNode> of(Scheme scheme, Map<String, JsonNode> values) {
        Set<String> own = SchemeParameters.of(scheme).types().keySet();
        Set<String> known = SchemeParameters.catalogue().keySet();
        Map<String, JsonNode> found = new TreeMap<>(values);
        found.keySet().removeIf(id -> known.contains(id) && !own.contains(id));
        return found;
    }
}
