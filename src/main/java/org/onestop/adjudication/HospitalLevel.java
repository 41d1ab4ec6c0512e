package org.onestop.adjudication;

/** The level of a hospital (医院等级) as the rows of the policies know it. */
public enum HospitalLevel {
    /** 乡镇卫生院. */
    TOWNSHIP,
    /** 一级. */
    LEVEL_1,
    /** 二级. */
    LEVEL_2,
    /** 三级. */
    LEVEL_3,
    /** 省级. */
    PROVINCIAL
}
