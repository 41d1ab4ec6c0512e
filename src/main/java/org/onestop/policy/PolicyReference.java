package org.onestop.policy;

import java.time.LocalDate;

/**
 * Names one value that was used.
 *
 * @param id     the parameter's id, such as {@code resident.basic.inpatient_rate}
 * @param from   the day from which the value is in force
 * @param digest {@code sha256:} and 64 hexadecimal digits, over id, from, value and source
 */
public record PolicyReference(String id, LocalDate from, String digest) {}
