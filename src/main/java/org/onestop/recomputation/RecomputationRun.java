package org.onestop.recomputation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.onestop.settlement.RecomputedPeople;
import org.onestop.settlement.SettlementRecomputation;
import org.onestop.settlement.StoredLaws;
import org.onestop.settlement.StoredSelection;

/**
 * One worker's way through a job: people in the order of their ids, some at a time, on several threads; what comes of them
 * is counted in the same order, so that everybody up to the last one counted is done. Of one thread, but for the work on
 * people.
 */
final class RecomputationRun implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final SettlementRecomputation settlements;
    private final StoredSelection selection;
    private final StoredLaws laws;
    private final Recomputation job;
    private final int batch;
    private final int ahead;
    private final ExecutorService threads;
    private final Deque<Future<Consumer<Tally>>> waiting = new ArrayDeque<>();
    private UUID last;
    private boolean isOver;

    /**
     * Begins behind the last person who is done.
     *
     * @param threads how many work
     * @param batch   how many people are read in one transaction
     */
    RecomputationRun(SettlementRecomputation settlements, StoredLaws laws, Recomputation job, int threads, int batch) {
        this.settlements = settlements;
        this.selection = job.request().selection();
        this.laws = laws;
        this.job = job;
        this.batch = batch;
        this.ahead = 2 * threads;
        this.last = job.progress().lastPerson();
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "recomputation-" + job.id());
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /** Counts the next people; false where there are none. */
    boolean next(Tally tally) {
        while (!isOver && waiting.size() < ahead) {
            List<UUID> people = settlements.people(selection, last, batch);
            isOver = people.size() < batch;
            if (!people.isEmpty()) {
                last = people.get(people.size() - 1);
                waiting.add(threads.submit(() -> of(people)));
            }
        }
        if (waiting.isEmpty()) {
            return false;
        }
        try {
            waiting.poll().get().accept(tally);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
    }

    private Consumer<Tally> of(List<UUID> people) {
        UUID lastOfThem = people.get(people.size() - 1);
        if (job.request().mode() == Mode.DRAFT) {
            Effects effects = new Effects();
            settlements.draft(laws, selection, people, effects::bill);
            effects.close();
            return tally -> tally.add(lastOfThem, effects);
        }
        RecomputedPeople found = settlements.check(laws, selection, people, job.request().findings());
        return tally -> tally.add(lastOfThem, found);
    }

    @Override
    public void close() {
        waiting.forEach(each -> each.cancel(false));
        threads.shutdown();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
