package org.onestop.audit;

import java.util.Map;
import java.util.TreeMap;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;

/** The numbers of one rule, read and found good. */
record Thresholds(Map<String, String> values) {

    Thresholds {
        values = new TreeMap<>(values);
    }

    /** How a number is written. */
    enum Form {
        /** 0 to 99,999. */
        COUNT,
        /** 0 to 1. */
        SHARE,
        /** Yuan, not negative. */
        AMOUNT,
        /** Up to four decimals, not negative. */
        QUANTITY;

        /** Whether a text is a number of this form. */
        boolean reads(String text) {
            try {
                return switch (this) {
                    case COUNT -> text.matches("[0-9]{1,5}");
                    case SHARE -> Ratio.parse(text).isShare();
                    case AMOUNT -> !Money.parse(text).isNegative();
                    case QUANTITY -> Quantity.parse(text).tenThousandths() >= 0;
                };
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    int count(String name) {
        return Integer.parseInt(value(name));
    }

    Ratio share(String name) {
        return Ratio.parse(value(name));
    }

    Money amount(String name) {
        return Money.parse(value(name));
    }

    Quantity quantity(String name) {
        return Quantity.parse(value(name));
    }

    /** Whether a part is at least such a share of the whole; exact. */
    static boolean reaches(Money part, Ratio share, Money whole) {
        return Math.multiplyExact(part.fen(), (long) Ratio.SCALE)
                >= Math.multiplyExact(whole.fen(), (long) share.tenThousandths());
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no threshold is called " + name);
        }
        return value;
    }
}
