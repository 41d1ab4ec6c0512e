package org.onestop.audit;

import java.util.Arrays;
import java.util.List;
import org.onestop.adjudication.LineFlag;

/** The flags that any line of a settlement bears, as a number: one bit for each, as {@code audit_settlement} keeps them. */
final class Flags {

    private Flags() {}

    /** A flag's bit; none for none. */
    static int bit(LineFlag flag) {
        if (flag == null) {
            return 0;
        }
        return switch (flag) {
            case UNLISTED -> 1;
            case DECLARED_DIFFERS -> 2;
            case CHARGED_OUTSIDE_STAY -> 4;
        };
    }

    static List<LineFlag> of(int bits) {
        return Arrays.stream(LineFlag.values()).filter(flag -> (bits & bit(flag)) != 0).toList();
    }
}
