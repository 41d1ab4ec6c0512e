package org.onestop.money;

/** How a decimal that is held as a whole number of its smallest part is written. */
final class DecimalText {

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private DecimalText() {}

    /**
     * The decimal without needless zeros.
     *
     * @param value    the number times ten to the power of {@code decimals}
     * @param decimals of the value, at most six
     * @param least    how many decimals are shown at least
     */
    static String of(long value, int decimals, int least) {
        long part = Math.abs(value % POWERS[decimals]);
        int shown = decimals;
        while (shown > least && part % 10 == 0) {
            part /= 10;
            shown--;
        }
        StringBuilder text = new StringBuilder(24);
        if (value < 0) {
            text.append('-');
        }
        text.append(Math.abs(value / POWERS[decimals]));
        if (shown > 0) {
            text.append('.');
            for (int place = shown - 1; place >= 0; place--) {
                text.append((char) ('0' + part / POWERS[place] % 10));
            }
        }
        return text.toString();
    }
}
