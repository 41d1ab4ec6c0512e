package org.onestop.adjudication;

/** The class of an item in the insurance catalogue (目录类别): 甲类, 乙类, 丙类. */
public enum CatalogueClass {
    /** 甲类: wholly in scope. */
    A,
    /** 乙类: in scope after a first pay. */
    B,
    /** 丙类: the patient's own. */
    C
}
