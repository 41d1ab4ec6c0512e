package org.onestop.adjudication;

/** The six hardship categories of the register (困难类别). */
public enum HardshipCategory {
    /** 三无人员. */
    DESTITUTE,
    /** 城市低保. */
    DIBAO,
    /** 低保边缘. */
    DIBAO_MARGIN,
    /** 支出型困难. */
    EXPENDITURE,
    /** 住房困难. */
    HOUSING,
    /** 困难职工; has a {@link WorkerGrade}. */
    WORKER
}
