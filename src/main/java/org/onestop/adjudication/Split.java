package org.onestop.adjudication;

import org.onestop.money.Money;

/**
 * Who pays what of one bill (费用分担). total = ownPay + overCeiling + firstPay + inScope
 * = basic + criticalIllness + medicalAssistance + tiltAid + patientPays.
 */
public record Split(
        Money total,
        Money ownPay,
        Money overCeiling,
        Money firstPay,
        Money inScope,
        Money basic,
        Money criticalIllness,
        Money medicalAssistance,
        Money tiltAid,
        Money patientPays) {

    /** What the funds pay together. */
    public Money fundTotal() {
        return basic.plus(criticalIllness).plus(medicalAssistance).plus(tiltAid);
    }
}
