package org.onestop.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.onestop.history.Verdict;
import org.onestop.registry.BulkRegister;
import org.onestop.registry.EnrolmentRow;
import org.onestop.registry.HouseholdRow;

/** Puts the demonstration city on record, through the services that imports use. */
@ApplicationScoped
class CityRegister {

    private static final int BATCH = 1000;

    private final BulkRegister register;

    CityRegister(BulkRegister register) {
        this.register = register;
    }

    /** Everybody, inside the caller's transaction. */
    void households(City city) {
        List<HouseholdRow> rows = city.rows().toList();
        inBatches(rows, batch -> register.households(SandboxData.AUTHOR, batch));
        List<EnrolmentRow> enrolments = city.people().map(CityPerson::enrolment).toList();
        inBatches(enrolments, batch -> register.enrolments(SandboxData.AUTHOR, batch));
    }

    private static <T> void inBatches(List<T> rows, Function<List<T>, List<Verdict>> write) {
        for (int i = 0; i < rows.size(); i += BATCH) {
            List<T> batch = rows.subList(i, Math.min(i + BATCH, rows.size()));
            for (Verdict verdict : write.apply(batch)) {
                if (verdict.state() != Verdict.State.ADDED) {
                    throw new IllegalStateException("a row of the demonstration city was not taken: " + verdict);
                }
            }
        }
    }
}
