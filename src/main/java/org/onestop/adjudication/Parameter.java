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
public record Parameter<T>(String id, LocalDate from, String source, T value) {}
