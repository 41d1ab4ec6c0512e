package org.onestop.bill;

/** The kind of fee that a line charges (费用类别). */
public enum FeeType {
    /** 西药. */
    WESTERN_MEDICINE,
    /** 中成药. */
    CHINESE_PATENT_MEDICINE,
    /** 中药饮片. */
    CHINESE_HERBAL,
    /** 诊察. */
    CONSULTATION,
    /** 床位. */
    BED,
    /** 护理. */
    NURSING,
    /** 检查. */
    EXAMINATION,
    /** 化验. */
    LABORATORY,
    /** 治疗. */
    TREATMENT,
    /** 手术. */
    SURGERY,
    /** 卫生材料. */
    MATERIAL,
    /** 一般诊疗. */
    GENERAL_TREATMENT,
    /** 挂号. */
    REGISTRATION,
    /** 其他. */
    OTHER
}
