package org.onestop.adjudication;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the inputs of a trace step are written: amounts and rates as numbers, the law's terms in the reader's
 * language.
 */
final class Words {

    private Words() {}

    /** With the stable codes that the interface uses. */
    static String code(Object input) {
        if (input instanceof HardshipLabel label) {
            return label.text();
        }
        return input instanceof List<?> list ? "[" + joined(list, Words::code, ", ") + "]" : String.valueOf(input);
    }

    /** With Chinese terms. */
    static String zh(Object input) {
        if (input instanceof HardshipLabel label) {
            return category(label.category()) + (label.grade() == null ? "" : "(" + grade(label.grade()) + ")");
        }
        if (input instanceof EncounterType type) {
            return encounterType(type);
        }
        return input instanceof List<?> list ? joined(list, Words::zh, "、") : String.valueOf(input);
    }

    /** With English terms; hardship categories keep their codes, since their names are Chinese law. */
    static String en(Object input) {
        if (input instanceof EncounterType type) {
            return switch (type) {
                case INPATIENT -> "Inpatient";
                case OUTPATIENT -> "Ordinary outpatient";
                case OUTPATIENT_CHRONIC -> "Chronic outpatient";
            };
        }
        return input instanceof List<?> list ? joined(list, Words::en, ", ") : code(input);
    }

    private static String joined(List<?> list, Function<Object, String> word, String between) {
        return list.stream().map(word).collect(Collectors.joining(between));
    }

    private static String category(HardshipCategory category) {
        return switch (category) {
            case DESTITUTE -> "三无人员";
            case DIBAO -> "城市低保";
            case DIBAO_MARGIN -> "低保边缘";
            case EXPENDITURE -> "支出型困难";
            case HOUSING -> "住房困难";
            case WORKER -> "困难职工";
        };
    }

    private static String grade(WorkerGrade grade) {
        return switch (grade) {
            case DEEP -> "深度困难";
            case RELATIVE -> "相对困难";
            case ACCIDENT -> "意外致困";
        };
    }

    private static String encounterType(EncounterType type) {
        return switch (type) {
            case INPATIENT -> "住院";
            case OUTPATIENT -> "普通门诊";
            case OUTPATIENT_CHRONIC -> "门诊慢特病";
        };
    }
}
