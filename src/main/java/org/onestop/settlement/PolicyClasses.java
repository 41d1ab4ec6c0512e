package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import org.onestop.adjudication.AssistancePolicy.CategoryClass;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.policy.PolicyBook;
import org.onestop.registry.AssistanceClasses;

/** Tells the register the assistance class of a category from the policy files: the same table that settlements go by. */
@ApplicationScoped
class PolicyClasses implements AssistanceClasses {

    /** The table is one of those that both schemes share. */
    private static final Scheme ANY = Scheme.RESIDENT;

    private final PolicyBook policies;

    PolicyClasses(PolicyBook policies) {
        this.policies = policies;
    }

    @Override
    public Optional<Integer> of(HardshipCategory category, WorkerGrade grade, LocalDate on) {
        return policies.find(ANY, on).stream()
                .flatMap(set -> set.policy().assistance().categoryClass().value().stream())
                .filter(row -> row.category() == category && row.grade() == grade)
                .findFirst()
                .map(CategoryClass::assistanceClass);
    }
}
