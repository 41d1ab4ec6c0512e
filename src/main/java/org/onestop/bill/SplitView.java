package org.onestop.bill;

import org.onestop.adjudication.Split;
import org.onestop.money.Money;

/**
 * Who pays what, as answered. {@code total} = {@code ownPay} + {@code overCeiling} + {@code firstPay} + {@code inScope}
 * = {@code fundTotal} + {@code patientPays}; {@code fundTotal} is the sum of the four funds.
 */
public record SplitView(
        Money total,
        Money ownPay,
        Money overCeiling,
        Money firstPay,
        Money inScope,
        Money basic,
        Money criticalIllness,
        Money medicalAssistance,
        Money tiltAid,
        Money fundTotal,
        Money patientPays) {

    public static SplitView of(Split split) {
        return new SplitView(
                split.total(),
                split.ownPay(),
                split.overCeiling(),
                split.firstPay(),
                split.inScope(),
                split.basic(),
                split.criticalIllness(),
                split.medicalAssistance(),
                split.tiltAid(),
                split.fundTotal(),
                split.patientPays());
    }
}
