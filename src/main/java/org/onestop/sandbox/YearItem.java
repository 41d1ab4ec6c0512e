package org.onestop.sandbox;

import java.util.Arrays;
import java.util.List;
import org.onestop.adjudication.EncounterType;

/** What the made-up bills charge: items of the sandbox's catalogue, each within a range of prices in fen. */
enum YearItem {
    AMOXICILLIN("XJ01CAA040A001010100001", 800, 2_200, true, true),
    ASPIRIN("XB01ACA056A001010100002", 45, 80, true, true),
    ATORVASTATIN("XC10AAA001A001010100003", 300, 900, true, true),
    PACLITAXEL("XL01XXA200B002010100004", 70_000, 85_000, true, false),
    LIRAGLUTIDE("XA10BJL100B002010100005", 30_000, 41_000, true, true),
    SALVIA_PILLS("ZA06ABF001D001010100006", 2_000, 3_500, true, true),
    NOTOGINSENG("ZC02AAX002B001010100007", 1_500, 4_000, true, false),
    ASTRAGALUS("T000600001", 30, 90, false, true),
    CONSULTATION("001102000010000-110200001", 500, 1_500, false, true),
    BED("001109000010000-110900001", 2_500, 4_500, true, false),
    PRIVATE_BED("001109000020000-110900002", 12_000, 30_000, true, false),
    NURSING("001201000030000-120100003", 900, 2_000, true, false),
    TOMOGRAPHY("002103000010000-210300001", 16_000, 26_000, true, true),
    RESONANCE("002102000010000-210200001", 48_000, 62_000, true, false),
    PROTEIN("002503010010000-250301001", 600, 2_500, true, true),
    CARDIOVERSION("003107010010000-310701001", 20_000, 35_000, true, false),
    BYPASS("003308010130000-330801013", 900_000, 1_400_000, true, false),
    STENT("C0203030010100101234", 700_000, 900_000, true, false),
    INFUSION_SET("C1408040010000105678", 300, 900, true, false),
    SUTURE("C0100000000000109999", 8_000, 20_000, true, false);

    private static final int MOST = 400;

    private final String code;
    private final int lowest;
    private final int highest;
    private final boolean inpatient;
    private final boolean outpatient;

    YearItem(String code, int lowest, int highest, boolean inpatient, boolean outpatient) {
        this.code = code;
        this.lowest = lowest;
        this.highest = highest;
        this.inpatient = inpatient;
        this.outpatient = outpatient;
    }

    String code() {
        return code;
    }

    /** A price in fen. */
    int price(Draws draws) {
        return draws.between(lowest, highest);
    }

    /** How many of it an amount in fen pays for, at least one. */
    int affordable(long fen) {
        return (int) Math.max(1, Math.min(MOST, fen / highest));
    }

    /** What a bill of that kind may charge of which one costs no more than an amount in fen; beds are charged by the day. */
    static List<YearItem> affordable(EncounterType type, long most) {
        return Arrays.stream(values())
                .filter(item -> item != BED && item != NURSING && item.highest <= most)
                .filter(item -> type == EncounterType.INPATIENT ? item.inpatient : item.outpatient)
                .toList();
    }
}
