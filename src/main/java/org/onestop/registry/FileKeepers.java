package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import org.onestop.access.Caller;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Who puts right what a file says of its members: the county's civil affairs; housing and the union where the household
 * holds or asked for categories of their own and of nobody else's.
 */
@ApplicationScoped
class FileKeepers {

    private final Households households;
    private final RegisterStatements statements;

    FileKeepers(Households households, RegisterStatements statements) {
        this.households = households;
        this.statements = statements;
    }

    /**
     * Takes a file in hand for the department that keeps it.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, level-mismatch, household-not-found,
     *     department-mismatch
     */
    Act taken(Caller caller, String fileNo) {
        CountyRegistrar.require(caller);
        Act act = households.taken(caller, fileNo);
        Department department = Department.valueOf(act.who().department());
        if (department != Department.CIVIL_AFFAIRS && !Set.of(department).equals(concerned(fileNo))) {
            throw Refusal.of(RefusalCode.DEPARTMENT_MISMATCH).asException();
        }
        return act;
    }

    /** The departments whose categories the household ever held or asked for. */
    private Set<Department> concerned(String fileNo) {
        Set<Department> found = EnumSet.noneOf(Department.class);
        statements
                .list(
                        "select category from household_category where file_no = ? and superseded_at is null"
                                + " union select category from category_application where file_no = ?",
                        row -> HardshipCategory.valueOf(row.getString(1)),
                        fileNo,
                        fileNo)
                .forEach(category -> found.add(Department.owning(category)));
        return found;
    }
}
