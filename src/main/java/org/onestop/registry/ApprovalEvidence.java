package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.onestop.journal.Evidence;
import org.onestop.journal.RowWitness;
import org.onestop.journal.Witness;

/**
 * Shows approvals to the verification: the step with the category as it was granted, which is the first row of its
 * application. What became of the category later are rows of their own.
 */
@ApplicationScoped
class ApprovalEvidence implements Evidence {

    private static final String ROWS = "select s.application_id, 'APPROVAL', s.application_id || '/' || s.sequence,"
            + " '{}'::text[], s.application_id as \"applicationId\", s.sequence, c.file_no as \"fileNo\","
            + " c.id as \"categoryId\", c.category, c.grade, c.approved_by as \"approvedBy\","
            + " c.valid_from as \"effectiveFrom\", c.valid_to as \"effectiveTo\", s.decided_on as \"decidedOn\", s.area,"
            + " s.subject, s.client_id as \"clientId\", s.recorded_at as \"recordedAt\", sha256(s.opinion) as opinion"
            + " from application_step s left join category_application a on a.id = s.application_id"
            + " left join lateral (select * from household_category k where k.file_no = a.file_no"
            + " and k.application_id = s.application_id order by k.row_id limit 1) c on true"
            + " where s.application_id = any (?) and s.step = 'APPROVAL' and s.result = 'PASS'";

    private static final String SUBJECTS = "select application_id, 'APPROVAL', 1 from application_step"
            + " where step = 'APPROVAL' and result = 'PASS' and application_id > ? order by application_id limit ?";

    @Override
    public List<Witness> witnesses() {
        return List.of(new RowWitness("application_step", Set.of("APPROVAL"), ROWS, SUBJECTS));
    }
}
