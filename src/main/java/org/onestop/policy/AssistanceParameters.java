package org.onestop.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.adjudication.AssistancePolicy;
import org.onestop.adjudication.AssistancePolicy.CategoryClass;
import org.onestop.adjudication.AssistancePolicy.TiltAid;
import org.onestop.adjudication.AssistancePolicy.TiltTrigger;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.YearlyCap;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** The parameters of tier 3, which are common to both schemes but for what joins its base. */
final class AssistanceParameters extends ParameterGroup<AssistancePolicy> {

    private final ParameterType<Boolean> firstPayCounts;
    private final ParameterType<List<CategoryClass>> categoryClass;
    private final ParameterType<Set<EncounterType>> encounterTypes;
    private final ParameterType<Map<Integer, Money>> deductible;
    private final ParameterType<Map<Integer, Ratio>> rate;
    private final ParameterType<Map<Integer, YearlyCap>> annualCap;
    private final ParameterType<Map<Integer, TiltAid>> tiltAid;
    private final ParameterType<TiltTrigger> tiltTrigger;

    /**
     * The parameters for one scheme.
     *
     * @param firstPayCounts the only one that each scheme has for itself
     */
    AssistanceParameters(ParameterType<Boolean> firstPayCounts) {
        super("common.medical_assistance");
        this.firstPayCounts = firstPayCounts;
        categoryClass = always("category_class", ClassKinds.CATEGORIES);
        encounterTypes = always("encounter_types", Kinds.ENCOUNTER_TYPES);
        deductible = always("deductible", ClassKinds.AMOUNTS);
        rate = always("rate", ClassKinds.SHARES);
        annualCap = always("annual_cap", ClassKinds.CAPS);
        tiltAid = always("tilt_aid", ClassKinds.TILT_AID);
        tiltTrigger = always("tilt_trigger", Kinds.word("tilt_trigger", TiltTrigger.class));
    }

    @Override
    AssistancePolicy policy(InForce values) {
        return new AssistancePolicy(
                values.take(categoryClass),
                values.take(encounterTypes),
                values.take(firstPayCounts),
                values.take(deductible),
                values.take(rate),
                values.take(annualCap),
                values.take(tiltAid),
                values.take(tiltTrigger));
    }
}
