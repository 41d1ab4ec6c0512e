package org.onestop.policy;

import java.util.Locale;
import java.util.Set;
import org.onestop.adjudication.BandBasis;
import org.onestop.adjudication.Bands;
import org.onestop.adjudication.BasicPolicy;
import org.onestop.adjudication.OutpatientPolicy;
import org.onestop.adjudication.Parameter;
import org.onestop.adjudication.RepeatRule;
import org.onestop.adjudication.Rows;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.YearlyCap;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** The parameters of tier 1 of one scheme. */
final class BasicParameters extends ParameterGroup<BasicPolicy> {

    private final ParameterType<Rows<Money>> inpatientDeductible;
    private final ParameterType<Rows<Bands>> inpatientRate;
    private final ParameterType<Rows<Ratio>> extraFirstPay;
    private final ParameterType<RepeatRule> repeatAdmission;
    private final ParameterType<Set<Integer>> deductibleWaived;
    private final ParameterType<BandBasis> bandBasis;
    private final ParameterType<YearlyCap> annualCap;
    private final ParameterType<Ratio> classBFirstPay;
    private final Cover outpatient;
    private final Cover chronic;

    BasicParameters(Scheme scheme) {
        super(scheme.name().toLowerCase(Locale.ROOT) + ".basic");
        TableKinds tables = new TableKinds(scheme);
        inpatientDeductible = always("inpatient_deductible", tables.amounts());
        inpatientRate = always("inpatient_rate", tables.rates());
        extraFirstPay = always("extra_first_pay", tables.shares());
        repeatAdmission = always("repeat_admission", tables.repeatRule());
        deductibleWaived = always("deductible_waived", Kinds.CLASSES);
        bandBasis = always("band_basis", Kinds.word("band_basis", BandBasis.class));
        annualCap = always("annual_cap", Kinds.POOL_CAP);
        classBFirstPay = always("class_b_first_pay", Kinds.SHARE);
        outpatient = new Cover("outpatient", tables);
        chronic = new Cover("chronic", tables);
    }

    @Override
    BasicPolicy policy(InForce values) {
        return new BasicPolicy(
                values.take(inpatientDeductible),
                values.take(inpatientRate),
                values.take(extraFirstPay),
                values.take(repeatAdmission),
                values.take(deductibleWaived),
                values.take(bandBasis),
                values.take(annualCap),
                values.take(classBFirstPay),
                outpatient.policy(values),
                chronic.policy(values));
    }

    /** The four parameters of one outpatient cover. */
    private final class Cover {

        private final ParameterType<Boolean> covered;
        private final ParameterType<Money> deductible;
        private final ParameterType<Rows<Bands>> rate;
        private final ParameterType<YearlyCap> cap;

        Cover(String name, TableKinds tables) {
            covered = always(name + "_covered", Kinds.FLAG);
            deductible = sometimes(name + "_deductible", Kinds.AMOUNT);
            rate = sometimes(name + "_rate", tables.rates());
            cap = sometimes(name + "_cap", Kinds.PAYMENT_CAP);
        }

        OutpatientPolicy policy(InForce values) {
            Parameter<Boolean> pays = values.take(covered);
            return pays == null || !pays.value()
                    ? new OutpatientPolicy(pays, null, null, null)
                    : new OutpatientPolicy(pays, values.take(deductible), values.take(rate), values.take(cap));
        }
    }
}
