package org.onestop.recomputation;

import org.onestop.settlement.DraftedBill;

/** By what a draft's effect is told. What does not apply to a bill counts as {@value #NONE}. */
enum Dimension {
    ALL,
    SCHEME,
    CATEGORY,
    CLASS,
    HOSPITAL,
    /** Of the benefit date. */
    MONTH;

    static final String NONE = "NONE";

    /** The bill's group. */
    String key(DraftedBill bill) {
        return switch (this) {
            case ALL -> ALL.name();
            case SCHEME -> bill.scheme().name();
            case CATEGORY -> bill.category() == null ? NONE : bill.category();
            case CLASS -> bill.assistanceClass() == null ? NONE : bill.assistanceClass().toString();
            case HOSPITAL -> bill.hospitalCode();
            case MONTH -> bill.benefitDate().toString().substring(0, 7);
        };
    }
}
