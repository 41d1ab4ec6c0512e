package org.onestop.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Numbers drawn from a seed (SplitMix64): the same seed and purpose give the same numbers on every machine and under every
 * version of Java. Each purpose draws for itself, so that a change to one part of the city leaves the others as they are.
 */
final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final int PER_MILLE = 1000;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    static Draws of(long seed, String purpose) {
        long hash = FNV_BASIS;
        for (byte each : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        return new Draws(seed * GOLDEN ^ hash);
    }

    private long next() {
        state += GOLDEN;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A number from 0 up to, but not including, the bound. */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** A number between two, both included. */
    int between(int lowest, int highest) {
        return lowest + below(highest - lowest + 1);
    }

    /** A day between two, both included. */
    LocalDate day(LocalDate first, LocalDate last) {
        return first.plusDays(below((int) ChronoUnit.DAYS.between(first, last) + 1));
    }

    /** True so many times in a thousand. */
    boolean chance(int perMille) {
        return below(PER_MILLE) < perMille;
    }

    /** The index of one of the weights, each as likely as it is heavy. */
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int drawn = below(sum);
        for (int i = 0; i < weights.length; i++) {
            drawn -= weights[i];
            if (drawn < 0) {
                return i;
            }
        }
        throw new IllegalStateException("no weight");
    }

    <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }
}
