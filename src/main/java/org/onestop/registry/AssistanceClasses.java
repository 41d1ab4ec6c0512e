package org.onestop.registry;

import java.time.LocalDate;
import java.util.Optional;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;

/**
 * Says which assistance class a category leads to. A port: the answer is a matter of the policy files, which the register
 * does not read; it needs it to count a household with several labels once, under the best of them.
 */
public interface AssistanceClasses {

    /**
     * The class of a category on a day.
     *
     * @param grade of WORKER; null for the other categories
     * @return 1..4; empty where the category has no class of its own, or no policy is in force on that day
     */
    Optional<Integer> of(HardshipCategory category, WorkerGrade grade, LocalDate on);
}
