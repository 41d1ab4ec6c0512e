package org.onestop.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How fast each of many may go on: a bucket of tokens for everybody, filled at a steady rate, as the moment at which it
 * would be full (ATM Forum, generic cell rate algorithm). One number for each, changed without a lock; who has not come
 * for long is forgotten, and whoever comes first finds a full bucket.
 */
final class Pace {

    private static final int AT_MOST = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final long room;
    private final LongSupplier nanos;
    private final Cache<String, AtomicLong> buckets;

    /**
     * A pace for everybody.
     *
     * @param times how often in a period; 0 for as often as they like
     * @param burst how often at once, where they have been slower before; at least 1
     * @param nanos a clock that only goes forward
     */
    Pace(int times, Duration period, int burst, LongSupplier nanos) {
        this.interval = times == 0 ? 0 : period.toNanos() / times;
        this.room = interval * burst;
        this.nanos = nanos;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterAccess(Duration.ofNanos(Math.max(room, SECOND)))
                .build();
    }

    /**
     * One more time of somebody.
     *
     * @return 0 if it is not too fast; else after how many seconds, rounded up, it will not be
     */
    long take(String who) {
        if (interval == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        AtomicLong full = buckets.get(who, first -> new AtomicLong(now));
        while (true) {
            long seen = full.get();
            long next = (seen - now > 0 ? seen : now) + interval;
            if (next - now > room) {
                return seconds(next - now - room);
            }
            if (full.compareAndSet(seen, next)) {
                return 0;
            }
        }
    }

    /** Whether another time would be too fast, without taking it: 0, or after how many seconds it will not be. */
    long look(String who) {
        AtomicLong full = interval == 0 ? null : buckets.getIfPresent(who);
        if (full == null) {
            return 0;
        }
        long over = full.get() - nanos.getAsLong() + interval - room;
        return over > 0 ? seconds(over) : 0;
    }

    private static long seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND;
    }
}
