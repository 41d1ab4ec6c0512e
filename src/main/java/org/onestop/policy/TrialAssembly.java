package org.onestop.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;
import org.onestop.http.CallerNames;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Makes policies of values that somebody wants to try. */
final class TrialAssembly {

    private TrialAssembly() {}

    /**
     * Makes a trial.
     *
     * @param inForce what stands where a value is not tried; empty where nothing is in force
     * @param values  tried, by parameter id; they go before all others
     * @param draft   tried instead of everything in force; null where that counts
     */
    static PolicyTrial make(
            Scheme scheme,
            LocalDate on,
            Map<String, PolicyValue> inForce,
            Map<String, JsonNode> values,
            Map<String, JsonNode> draft) {
        List<FieldFault> faults = new ArrayList<>();
        Map<String, PolicyValue> all = new TreeMap<>();
        if (draft == null) {
            all.putAll(inForce);
        } else {
            all.putAll(read(scheme, on, draft, "/draft", faults));
        }
        all.putAll(read(scheme, on, values, "/values", faults));
        if (!faults.isEmpty()) {
            return new PolicyTrial.Refused(Refusal.of(RefusalCode.POLICY_VALUE_INVALID, faults));
        }
        InForce used = new InForce(all);
        Policy policy = SchemeParameters.of(scheme).policy(used);
        if (used.missing().isEmpty()) {
            return new PolicyTrial.Ready(new PolicySet(policy, used.used()));
        }
        if (draft == null && inForce.isEmpty()) {
            return new PolicyTrial.Refused(Refusal.of(RefusalCode.NO_POLICY_IN_FORCE, Map.of("date", on.toString())));
        }
        String place = draft == null ? "/values/" : "/draft/";
        return new PolicyTrial.Refused(Refusal.of(
                RefusalCode.POLICY_VALUE_INVALID,
                used.missing().stream()
                        .map(id -> FieldFault.of(place + id, FieldFault.Code.MISSING_FIELD))
                        .toList()));
    }

    private static Map<String, PolicyValue> read(
            Scheme scheme, LocalDate on, Map<String, JsonNode> values, String place, List<FieldFault> faults) {
        Map<String, ParameterType<?>> types = SchemeParameters.of(scheme).types();
        Map<String, PolicyValue> read = new TreeMap<>();
        new TreeMap<>(values).forEach((id, value) -> {
            String pointer = place + "/" + id.replace("~", "~0").replace("/", "~1");
            ParameterType<?> type = types.get(id);
            if (type == null) {
                faults.add(FieldFault.of(shown(pointer), FieldFault.Code.UNKNOWN_FIELD));
                return;
            }
            try {
                JsonNode canonical = type.kind().canonical(new Element(value, pointer));
                read.put(id, PolicyValue.of(id, on, null, canonical, "试算值 Trial value", null));
            } catch (FlawedException e) {
                e.flaws().forEach(flaw -> faults.add(fault(flaw)));
            }
        });
        return read;
    }

    private static FieldFault fault(Flaw flaw) {
        return FieldFault.of(shown(flaw.key()), flaw.kind().code());
    }

    /** The ids and members of what is tried are names that the caller chose. */
    private static String shown(String pointer) {
        return CallerNames.shown(JsonPointer.compile(pointer));
    }
}
