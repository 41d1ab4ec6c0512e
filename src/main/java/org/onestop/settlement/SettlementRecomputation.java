package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.onestop.policy.PolicyDraft;
import org.onestop.policy.PolicyStore;

/**
 * Decides stored settlements again, from what is stored alone: their inputs and the policy values they used. Register,
 * hospitals, catalogue and policy files play no part. Reads only.
 */
@ApplicationScoped
public class SettlementRecomputation {

    private final StoredYears years;
    private final PolicyStore policies;
    private final Documents documents;

    SettlementRecomputation(StoredYears years, PolicyStore policies, Documents documents) {
        this.years = years;
        this.policies = policies;
        this.documents = documents;
    }

    /** How many settlements are selected. */
    public long count(StoredSelection selection) {
        return years.count(selection);
    }

    /** Those of the selected ids that no settlement bears. */
    public Set<UUID> unknown(StoredSelection selection) {
        return years.unknown(selection);
    }

    /** The next people of whom something is selected, in the order of their ids; empty behind the last. */
    public List<UUID> people(StoredSelection selection, UUID after, int limit) {
        return years.people(selection, after, limit);
    }

    /**
     * The laws of one recomputation.
     *
     * @param draft null where the stored values count
     */
    public StoredLaws laws(PolicyDraft draft) {
        return new StoredLaws(policies, draft);
    }

    /**
     * Compares everything that is stored with what comes out again, in every year of some people in which something is
     * selected.
     *
     * @param asFindings whether the results are wanted as well
     */
    public RecomputedPeople check(StoredLaws laws, StoredSelection selection, List<UUID> people, boolean asFindings) {
        RecomputedPeople found = new RecomputedPeople(asFindings);
        years.read(people, selection, new YearCheck(laws, selection, documents, found));
        return found;
    }

    /** Decides the standing bills that are selected under the draft, in the order of people and years. */
    public void draft(StoredLaws laws, StoredSelection selection, List<UUID> people, Consumer<DraftedBill> bills) {
        years.read(people, selection, new DraftedYears(laws, selection, bills));
    }
}
