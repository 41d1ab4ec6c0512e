package org.onestop.adjudication;

/** The kind of care that a bill is for (就医类别). */
public enum EncounterType {
    /** 住院. */
    INPATIENT,
    /** 普通门诊. */
    OUTPATIENT,
    /** 门诊慢特病. */
    OUTPATIENT_CHRONIC
}
