package org.onestop.sandbox;

import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;

/** How much the made-up bills come to: by kind of visit and level of the hospital one of a few ranges, evenly within it. */
final class YearAmounts {

    private static final int FEN = 100;

    /** A range of yuan and how many of a thousand bills lie in it. */
    private record Range(int from, int to, int perMille) {}

    private static final Range[] OUTPATIENT = {
        new Range(40, 150, 600), new Range(150, 400, 330), new Range(400, 1_000, 70)
    };
    private static final Range[] CHRONIC = {
        new Range(100, 300, 550), new Range(300, 700, 350), new Range(700, 1_500, 100)
    };
    private static final Range[] TOWNSHIP = {
        new Range(600, 1_500, 500), new Range(1_500, 3_000, 400), new Range(3_000, 6_000, 100)
    };
    private static final Range[] LEVEL_1 = {
        new Range(1_000, 2_500, 450), new Range(2_500, 5_000, 420), new Range(5_000, 9_000, 130)
    };
    private static final Range[] LEVEL_2 = {
        new Range(2_000, 5_000, 400),
        new Range(5_000, 10_000, 380),
        new Range(10_000, 25_000, 180),
        new Range(25_000, 60_000, 40)
    };
    private static final Range[] LEVEL_3 = {
        new Range(5_000, 12_000, 380),
        new Range(12_000, 30_000, 400),
        new Range(30_000, 80_000, 180),
        new Range(80_000, 200_000, 40)
    };
    private static final Range[] PROVINCIAL = {
        new Range(8_000, 20_000, 350),
        new Range(20_000, 60_000, 400),
        new Range(60_000, 150_000, 200),
        new Range(150_000, 300_000, 50)
    };

    private YearAmounts() {}

    /** An amount in fen. */
    static long of(EncounterType type, HospitalLevel level, Draws draws) {
        Range[] ranges = ranges(type, level);
        int[] weights = java.util.Arrays.stream(ranges).mapToInt(Range::perMille).toArray();
        Range range = ranges[draws.weighted(weights)];
        return (long) draws.between(range.from(), range.to()) * FEN;
    }

    private static Range[] ranges(EncounterType type, HospitalLevel level) {
        return switch (type) {
            case OUTPATIENT -> OUTPATIENT;
            case OUTPATIENT_CHRONIC -> CHRONIC;
            case INPATIENT -> switch (level) {
                case TOWNSHIP -> TOWNSHIP;
                case LEVEL_1 -> LEVEL_1;
                case LEVEL_2 -> LEVEL_2;
                case LEVEL_3 -> LEVEL_3;
                case PROVINCIAL -> PROVINCIAL;
            };
        };
    }
}
