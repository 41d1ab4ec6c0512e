package org.onestop.policy;

import java.util.Set;
import org.onestop.adjudication.Bands;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.MutualAidPolicy;
import org.onestop.adjudication.YearlyCap;
import org.onestop.money.Money;

/** The parameters of the union's mutual aid. */
final class MutualAidParameters extends ParameterGroup<MutualAidPolicy> {

    private final ParameterType<Money> contribution = always("contribution", Kinds.AMOUNT);
    private final ParameterType<Integer> waitingDays = always("waiting_days", Kinds.DAYS);
    private final ParameterType<Set<EncounterType>> encounterTypes = always("encounter_types", Kinds.ENCOUNTER_TYPES);
    private final ParameterType<Bands> bands = always("bands", Kinds.BANDS);
    private final ParameterType<YearlyCap> termCap = always("term_cap", Kinds.PAYMENT_CAP);

    MutualAidParameters() {
        super("common.mutual_aid");
    }

    @Override
    MutualAidPolicy policy(InForce values) {
        return new MutualAidPolicy(
                values.take(contribution),
                values.take(waitingDays),
                values.take(encounterTypes),
                values.take(bands),
                values.take(termCap));
    }
}
