package org.onestop.recomputation;

import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/** What each payer pays of some bills; mutual aid is expected, and stands beside the rest. */
record Payments(
        Money basic,
        Money criticalIllness,
        Money medicalAssistance,
        Money tiltAid,
        Money fundTotal,
        Money patientPays,
        Money mutualAid) {

    static final Payments NONE = of(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    static Payments of(Split split, Money mutualAid) {
        return of(
                split.basic(),
                split.criticalIllness(),
                split.medicalAssistance(),
                split.tiltAid(),
                split.patientPays(),
                mutualAid);
    }

    static Payments of(
            Money basic, Money criticalIllness, Money medicalAssistance, Money tiltAid, Money patientPays, Money mutualAid) {
        return new Payments(
                basic,
                criticalIllness,
                medicalAssistance,
                tiltAid,
                basic.plus(criticalIllness).plus(medicalAssistance).plus(tiltAid),
                patientPays,
                mutualAid);
    }

    Payments plus(Payments more) {
        return of(
                basic.plus(more.basic),
                criticalIllness.plus(more.criticalIllness),
                medicalAssistance.plus(more.medicalAssistance),
                tiltAid.plus(more.tiltAid),
                patientPays.plus(more.patientPays),
                mutualAid.plus(more.mutualAid));
    }
}
