package org.onestop.adjudication;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * Chance with a seed. A property that fails names the seed of the throw that broke it; {@code -Donestop.test.seed=...}
 * throws that one again, and nothing else.
 */
public final class Dice {

    private static final String REPLAY = "onestop.test.seed";

    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Tries a property so many times, each with a seed of its own. */
    public static void times(int runs, Consumer<Dice> property) {
        String replay = System.getProperty(REPLAY);
        if (replay != null) {
            property.accept(new Dice(Long.parseLong(replay)));
            return;
        }
        SplittableRandom seeds = new SplittableRandom();
        for (int run = 0; run < runs; run++) {
            long seed = seeds.nextLong();
            try {
                property.accept(new Dice(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("broken by -D" + REPLAY + "=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** From the first to the last, both included. */
    public int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    @SafeVarargs
    public final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    public <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Some of an enumeration, perhaps none. */
    public <T extends Enum<T>> Set<T> some(Class<T> type) {
        Set<T> some = EnumSet.noneOf(type);
        for (T value : type.getEnumConstants()) {
            if (percent(60)) {
                some.add(value);
            }
        }
        return some;
    }

    /** Up to so many yuan, mostly with odd fen, now and then round, now and then nothing. */
    public Money money(int yuan) {
        if (percent(10)) {
            return Money.ZERO;
        }
        long fen = random.nextLong(yuan * 100L + 1);
        return Money.ofFen(percent(30) ? fen / 10_000 * 10_000 : fen);
    }

    /** Small and large amounts alike, up to five million yuan; never nothing. */
    public Money anyMoney() {
        return Money.ofFen(random.nextLong(1L, of(10L, 1_000L, 100_000L, 3_000_000L, 50_000_000L, 500_000_000L)));
    }

    /** Between nothing and all, both included, now and then with all four decimals. */
    public Ratio share() {
        if (percent(10)) {
            return of(Ratio.ZERO, Ratio.ONE);
        }
        return new Ratio(percent(70) ? between(0, 20) * 500 : between(0, Ratio.SCALE));
    }
}
