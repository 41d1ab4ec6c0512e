package org.onestop.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.onestop.journal.Evidence;
import org.onestop.journal.RowWitness;
import org.onestop.journal.Witness;

/** Shows the books' entries to the verification. */
@ApplicationScoped
class EntryEvidence implements Evidence {

    private static final String KIND = "LEDGER_ENTRY";

    private static final String ROWS = "select e.id, '" + KIND + "', e.id::text, '{}'::text[], e.id, e.reason,"
            + " e.source_type || '/' || e.source_id as source, e.event_date as \"eventDate\","
            + " e.posting_date as \"postingDate\", e.reverses, e.client_id as \"clientId\", e.subject,"
            + " e.recorded_at as \"recordedAt\", array(select p.account || '/' || p.side || '/' || p.amount"
            + " from ledger_posting p where p.entry_id = e.id order by p.line) as posting"
            + " from ledger_entry e where e.id = any (?)";

    @Override
    public List<Witness> witnesses() {
        return List.of(new RowWitness("ledger_entry", Set.of(KIND), ROWS, RowWitness.each("ledger_entry", KIND)));
    }
}
