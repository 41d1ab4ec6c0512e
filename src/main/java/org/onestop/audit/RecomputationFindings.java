package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.onestop.settlement.Hindsight;

/** Makes findings of settlements that do not come out again as they are stored. */
@ApplicationScoped
public class RecomputationFindings {

    private static final String REASON = "STORED_RESULT_DIFFERS";

    private final Findings findings;

    RecomputationFindings(Findings findings) {
        this.findings = findings;
    }

    /** Makes a finding inside the caller's transaction, unless the same was found before. */
    public void make(Hindsight.Difference difference) {
        Correction concerned = new Correction(
                FindingKind.RECOMPUTATION, REASON, null, difference.benefitDate(), difference.benefitDate());
        findings.make(concerned, true, difference);
    }
}
