package org.onestop.registry;

import java.time.LocalDate;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;

/**
 * A hardship category that a household holds in a period.
 *
 * @param grade      of WORKER; null for the other categories
 * @param approvedBy the department that owns the category
 * @param from       first day
 * @param to         last day; null while it is open
 */
public record CategoryPeriod(
        HardshipCategory category, WorkerGrade grade, Department approvedBy, LocalDate from, LocalDate to) {}
