package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.onestop.journal.Evidence;
import org.onestop.journal.RowWitness;
import org.onestop.journal.Witness;

/** Shows findings to the verification. */
@ApplicationScoped
class FindingEvidence implements Evidence {

    private static final String KIND = "FINDING";

    private static final String ROWS = "select f.id, '" + KIND + "', f.id::text,"
            + " array_remove(array[case when f.difference <> sha256(convert_to(f.would_be, 'UTF8')) then 'difference' end],"
            + " null), f.id, f.kind, f.settlement_id as \"settlementId\", f.person_id as \"personId\", f.reason, f.object,"
            + " f.affected_from as \"affectedFrom\", f.affected_to as \"affectedTo\", f.direct::text as direct,"
            + " sha256(convert_to(f.kept, 'UTF8')) as kept, sha256(convert_to(f.would_be, 'UTF8')) as \"wouldBe\","
            + " f.fund_difference as \"fundDifference\", f.found_at as \"foundAt\","
            + " f.record_digest as \"" + RowWitness.KEPT + "\" from finding f where f.id = any (?)";

    @Override
    public List<Witness> witnesses() {
        return List.of(new RowWitness("finding", Set.of(KIND), ROWS, RowWitness.each("finding", KIND)));
    }
}
