package org.onestop.adjudication;

import java.time.LocalDate;

/**
 * One value of the law, with where it comes from.
 *
 * @param id     the parameter's id: its file's path with dots, such as {@code resident.basic.inpatient_rate}
 * @param from   the day from which this value is in force
 * @param source the legal source as a reader would cite it; not null
 * @param value  not null
 */
public record Parameter<T>(String id, LocalDate from, String source, T value) {

    /** Not a number of the law but an identity of arithmetic: the parts of a bill make up its total. */
    static final Parameter<String> IDENTITY =
            new Parameter<>("identity", LocalDate.MIN, "恒等式 Identity: 总额 = 各部分之和 total = sum of its parts", "");

    /** Not a number of the policy but of the catalogue: classes, ceilings and ratios of the items. */
    static final Parameter<String> CATALOGUE =
            new Parameter<>("catalogue", LocalDate.MIN, "医保目录 Insurance catalogue", "");
}
