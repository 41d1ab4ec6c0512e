package org.onestop.money;

import java.math.RoundingMode;

/** The roundings that the rule names; there is no other place in the code where a fraction of a fen may be lost. */
public enum Rounding {
    /** To the nearest fen, ties away from zero (四舍五入): how each amount that a step produces is rounded, once. */
    HALF_UP_TO_FEN(RoundingMode.HALF_UP);

    private final RoundingMode mode;

    Rounding(RoundingMode mode) {
        this.mode = mode;
    }

    RoundingMode mode() {
        return mode;
    }
}
