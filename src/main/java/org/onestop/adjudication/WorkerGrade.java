package org.onestop.adjudication;

/** The grade of a hardship worker (困难职工等级). */
public enum WorkerGrade {
    /** 深度困难. */
    DEEP,
    /** 相对困难. */
    RELATIVE,
    /** 意外致困. */
    ACCIDENT
}
