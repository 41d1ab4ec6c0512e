package org.onestop.policy;

import java.util.Locale;
import java.util.Set;
import org.onestop.adjudication.BandBounds;
import org.onestop.adjudication.Bands;
import org.onestop.adjudication.CriticalIllnessPolicy;
import org.onestop.adjudication.CriticalIllnessPolicy.AbovePool;
import org.onestop.adjudication.CriticalIllnessPolicy.AccumulatedBurden;
import org.onestop.adjudication.CriticalIllnessPolicy.Form;
import org.onestop.adjudication.CriticalIllnessPolicy.Tilt;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.Parameter;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.YearlyCap;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** The parameters of tier 2 of one scheme; which of them are needed depends on the form. */
final class CriticalIllnessParameters extends ParameterGroup<CriticalIllnessPolicy> {

    private final ParameterType<Form> form;
    private final ParameterType<Set<EncounterType>> encounterTypes;
    private final ParameterType<YearlyCap> annualCap;
    private final ParameterType<Boolean> firstPayCounts;
    private final ParameterType<Money> deductible;
    private final ParameterType<Bands> bands;
    private final ParameterType<BandBounds> bandBounds;
    private final ParameterType<Tilt> tilt;
    private final ParameterType<Ratio> rate;

    CriticalIllnessParameters(Scheme scheme) {
        super(scheme.name().toLowerCase(Locale.ROOT) + ".critical_illness");
        form = always("form", Kinds.word("critical_form", Form.class));
        encounterTypes = always("encounter_types", Kinds.ENCOUNTER_TYPES);
        annualCap = always("annual_cap", Kinds.PAYMENT_CAP);
        firstPayCounts = sometimes("first_pay_counts", Kinds.FLAG);
        deductible = sometimes("deductible", Kinds.AMOUNT);
        bands = sometimes("bands", Kinds.BANDS);
        bandBounds = sometimes("band_bounds", Kinds.word("band_bounds", BandBounds.class));
        tilt = sometimes("tilt", ClassKinds.CRITICAL_TILT);
        rate = sometimes("rate", Kinds.SHARE);
    }

    /** Null where the form is not in force: then it is not known what else would be needed. */
    @Override
    CriticalIllnessPolicy policy(InForce values) {
        Parameter<Form> which = values.take(form);
        if (which == null) {
            return null;
        }
        return switch (which.value()) {
            case ACCUMULATED_BURDEN -> new AccumulatedBurden(
                    which,
                    values.take(encounterTypes),
                    values.take(firstPayCounts),
                    values.take(deductible),
                    values.take(bands),
                    values.take(bandBounds),
                    values.take(tilt),
                    values.take(annualCap));
            case ABOVE_POOL -> new AbovePool(
                    which, values.take(encounterTypes), values.take(rate), values.take(annualCap));
        };
    }
}
