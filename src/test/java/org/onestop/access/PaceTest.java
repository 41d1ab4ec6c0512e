package org.onestop.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often somebody may, by a clock that the test moves. */
class PaceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Near its end, where the numbers of a clock that only goes forward start over. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND.toNanos());

    @Test
    void afterTheBurstItIsTooFastUntilTimePasses() {
        Pace pace = new Pace(10, SECOND, 5, now::get);
        assertEquals(5, passing(pace, "a", 20));
        now.addAndGet(SECOND.toNanos() / 10 - 1);
        assertEquals(0, passing(pace, "a", 20));
        now.addAndGet(1);
        assertEquals(1, passing(pace, "a", 20));
        now.addAndGet(SECOND.toNanos() * 60);
        assertEquals(5, passing(pace, "a", 20), "a bucket never holds more than the burst");
    }

    @Test
    void nobodyPaysForAnother() {
        Pace pace = new Pace(10, SECOND, 5, now::get);
        assertEquals(5, passing(pace, "a", 20));
        assertEquals(5, passing(pace, "b", 20));
    }

    @Test
    void whoWaitsAsLongAsToldGetsIn() {
        Pace pace = new Pace(20, Duration.ofMinutes(1), 20, now::get);
        assertEquals(20, passing(pace, "a", 20));
        long wait = pace.take("a");
        assertEquals(3, wait);
        assertEquals(3, pace.look("a"), "looking takes nothing");
        now.addAndGet(Duration.ofSeconds(wait).toNanos());
        assertEquals(0, pace.look("a"));
        assertEquals(0, pace.take("a"));
    }

    @Test
    void zeroIsForAsOftenAsTheyLike() {
        Pace pace = new Pace(0, SECOND, 1, now::get);
        assertEquals(10_000, passing(pace, "a", 10_000));
        assertEquals(0, pace.look("a"));
    }

    @Test
    void manyAtOnceGetNoMoreThanOne() throws Exception {
        Pace pace = new Pace(10, SECOND, 1000, now::get);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> passed = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                passed.add(threads.submit(() -> passing(pace, "a", 500)));
            }
            int all = 0;
            for (Future<Integer> each : passed) {
                all += each.get();
            }
            assertEquals(1000, all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int passing(Pace pace, String who, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += pace.take(who) == 0 ? 1 : 0;
        }
        return passed;
    }
}
