package org.onestop.registry;

import org.onestop.adjudication.HardshipCategory;

/** The departments that approve hardship categories. */
public enum Department {
    /** 民政. */
    CIVIL_AFFAIRS,
    /** 住建. */
    HOUSING,
    /** 上级工会. */
    UNION;

    /** The department that owns a category. */
    public static Department owning(HardshipCategory category) {
        return switch (category) {
            case DESTITUTE, DIBAO, DIBAO_MARGIN, EXPENDITURE -> CIVIL_AFFAIRS;
            case HOUSING -> HOUSING;
            case WORKER -> UNION;
        };
    }
}
