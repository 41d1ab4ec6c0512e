package org.onestop.audit;

import java.util.Arrays;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/** By what settlements are added up. The keys are as they were when each was settled. */
enum Grouping {
    /** 医院. */
    HOSPITAL("hospital", "hospital_code"),
    /** 医院所在区划. */
    HOSPITAL_DIVISION("hospitalDivision", "hospital_division"),
    /** 家庭所在区划. */
    DIVISION("division", "division"),
    /** 困难类别. */
    CATEGORY("category", "category"),
    /** 救助档次. */
    CLASS("class", "assistance_class::text"),
    /** 险种. */
    SCHEME("scheme", "scheme"),
    /** 待遇月份. */
    MONTH("month", "to_char(benefit_date, 'YYYY-MM')"),
    /** 费用区间. */
    AMOUNT_RANGE("amountRange", AmountRange.KEY);

    private final String text;
    private final String key;

    Grouping(String text, String key) {
        this.text = text;
        this.key = key;
    }

    /** As callers name it. */
    String text() {
        return text;
    }

    /** What a row's group is, in SQL. */
    String key() {
        return key;
    }

    /** In which order the groups come, in SQL. */
    String order() {
        return this == AMOUNT_RANGE ? "min(total)" : "1 nulls last";
    }

    /**
     * Reads the parameter {@code by}.
     *
     * @throws org.onestop.refusal.RefusedException invalid-request
     */
    static Grouping read(String value) {
        if (value == null) {
            throw Queries.refused("by", FieldFault.Code.MISSING_FIELD);
        }
        return Arrays.stream(values())
                .filter(each -> each.text.equals(value))
                .findFirst()
                .orElseThrow(() -> Queries.refused("by", FieldFault.Code.UNKNOWN_VALUE));
    }

    /** Where bills are divided by their totals, in yuan; a total on a border belongs above it. */
    private static final class AmountRange {

        private static final int[] BORDERS = {1_000, 5_000, 10_000, 30_000, 50_000, 100_000, 200_000};

        /** Such as {@code 1000-5000}; the last is open. */
        private static final String KEY = key();

        private static String key() {
            StringBuilder cases = new StringBuilder("case");
            int least = 0;
            for (int border : BORDERS) {
                cases.append(String.format(" when total < %d then '%d-%d'", border * 100L, least, border));
                least = border;
            }
            return cases.append(" else '").append(least).append("-' end").toString();
        }
    }
}
