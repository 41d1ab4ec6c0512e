package org.onestop.recomputation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.onestop.recomputation.Recomputation.Progress;
import org.onestop.settlement.Hindsight;
import org.onestop.settlement.RecomputedPeople;
import org.onestop.settlement.StoredDifference;

/** What a job has come to, and of it what has not been written down yet. Of one thread. */
final class Tally {

    private final Effects effects;
    private final List<StoredDifference> differences = new ArrayList<>();
    private final List<Hindsight.Difference> findings = new ArrayList<>();
    private Progress saved;
    private Progress now;
    private long busySince = System.nanoTime();

    /**
     * Goes on from where a job stands.
     *
     * @param effects so far; null unless it is a draft
     */
    Tally(Progress saved, Effects effects) {
        this.saved = saved;
        this.now = saved;
        this.effects = effects;
    }

    /** Counts the people up to one whose stored results were compared. */
    void add(UUID lastPerson, RecomputedPeople found) {
        differences.addAll(found.differences());
        findings.addAll(found.findings());
        move(lastPerson, found.settlements(), found.people(), found.differing(), found.differences().size());
    }

    /** Counts the people up to one whose bills were decided under a draft. */
    void add(UUID lastPerson, Effects more) {
        effects.add(more);
        move(lastPerson, more.bills(), more.people(), 0, 0);
    }

    private void move(UUID lastPerson, long settlements, long people, long differing, long differences) {
        now = new Progress(
                now.state(),
                now.selected(),
                now.settlements() + settlements,
                now.people() + people,
                now.differing() + differing,
                now.differences() + differences,
                saved.busyMillis() + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - busySince),
                lastPerson,
                now.cancelling(),
                now.startedAt(),
                now.endedAt(),
                now.incident());
    }

    /** What is to be written waits no longer than the job's settings say, nor without bound. */
    boolean isDue(long saveEveryMillis) {
        return differences.size() >= 1000
                || TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - busySince) >= saveEveryMillis;
    }

    /** All of it is written down. */
    void saved() {
        saved = now;
        differences.clear();
        findings.clear();
        busySince = System.nanoTime();
    }

    /** As it stands in the database. */
    Progress before() {
        return saved;
    }

    Progress now() {
        return now;
    }

    List<StoredDifference> differences() {
        return differences;
    }

    List<Hindsight.Difference> findings() {
        return findings;
    }

    /** Null unless it is a draft. */
    Effects effects() {
        return effects;
    }
}
