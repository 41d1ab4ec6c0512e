package org.onestop.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a recomputation of some people's years came to. Of one thread. */
public final class RecomputedPeople {

    private final boolean asFindings;
    private final List<StoredDifference> differences = new ArrayList<>(0);
    private final List<Hindsight.Difference> findings = new ArrayList<>(0);
    private long settlements;
    private long differing;
    private long people;
    private UUID person;

    RecomputedPeople(boolean asFindings) {
        this.asFindings = asFindings;
    }

    void begin(UUID next) {
        people += next.equals(person) ? 0 : 1;
        person = next;
    }

    void settlement(
            KeptSettlement kept, boolean isSelected, SettlementCheck.Again again, List<StoredDifference> found) {
        settlements += isSelected ? 1 : 0;
        if (found.isEmpty()) {
            return;
        }
        differing++;
        differences.addAll(found);
        if (asFindings) {
            findings.add(finding(kept, again));
        }
    }

    void reversal(List<StoredDifference> found) {
        record(found);
    }

    void year(List<StoredDifference> found) {
        record(found);
    }

    private void record(List<StoredDifference> found) {
        differing += found.isEmpty() ? 0 : 1;
        differences.addAll(found);
    }

    /** Where nothing came out nobody knows what would be; then it is as it was. */
    private static Hindsight.Difference finding(KeptSettlement kept, SettlementCheck.Again again) {
        StoredSettlement stored = kept.settlement();
        Hindsight.Result settled = new Hindsight.Result(
                stored.scheme(), kept.assistanceClass(), stored.split(), stored.mutualAidExpected(), null);
        return new Hindsight.Difference(
                stored.id(),
                stored.personId(),
                stored.hospitalCode(),
                kept.benefitDate(),
                settled,
                again == null ? settled : again.result());
    }

    /** Everything that differs, in the order of people, years and records. */
    public List<StoredDifference> differences() {
        return differences;
    }

    /** The settlements of which something differs; empty unless it was asked for. */
    public List<Hindsight.Difference> findings() {
        return findings;
    }

    /** How many of the selected settlements were looked at. */
    public long settlements() {
        return settlements;
    }

    /** How many records differ: settlements, reversals, totals of years. */
    public long differing() {
        return differing;
    }

    public long people() {
        return people;
    }
}
