package org.onestop.mutualaid;

import org.onestop.money.Money;

/**
 * An amount as receipts write it out (中文大写金额), as the rules for filling in bills and vouchers say: {@code 壹仟零伍拾元整}.
 */
final class YuanInWords {

    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    private static final String[] GROUPS = {"", "万", "亿", "万亿"};
    private static final int GROUP = 10_000;

    private YuanInWords() {}

    /**
     * The amount written out.
     *
     * @param amount not negative
     */
    static String of(Money amount) {
        long yuan = amount.fen() / 100;
        int jiao = (int) (amount.fen() / 10 % 10);
        int fen = (int) (amount.fen() % 10);
        String whole = yuan == 0 ? "" : whole(yuan) + "元";
        if (jiao == 0 && fen == 0) {
            return (yuan == 0 ? "零元" : whole) + "整";
        }
        String tens = jiao > 0 ? DIGITS.charAt(jiao) + "角" : yuan > 0 ? "零" : "";
        return whole + tens + (fen > 0 ? DIGITS.charAt(fen) + "分" : "整");
    }

    private static String whole(long yuan) {
        StringBuilder text = new StringBuilder();
        boolean isGap = false;
        for (int group = GROUPS.length - 1; group >= 0; group--) {
            int digits = (int) (yuan / power(group) % GROUP);
            if (digits == 0) {
                isGap = !text.isEmpty();
                continue;
            }
            if (!text.isEmpty() && (isGap || digits < GROUP / 10)) {
                text.append('零');
            }
            text.append(group(digits)).append(GROUPS[group]);
            isGap = false;
        }
        return text.toString();
    }

    private static long power(int group) {
        long power = 1;
        for (int i = 0; i < group; i++) {
            power *= GROUP;
        }
        return power;
    }

    /** Up to four digits; zeros between others are written once, those behind them not at all. */
    private static String group(int digits) {
        StringBuilder text = new StringBuilder();
        boolean isGap = false;
        int divisor = GROUP / 10;
        for (int place = PLACES.length - 1; place >= 0; place--) {
            int digit = digits / divisor % 10;
            divisor /= 10;
            if (digit == 0) {
                isGap = !text.isEmpty();
                continue;
            }
            text.append(isGap ? "零" : "").append(DIGITS.charAt(digit)).append(PLACES[place]);
            isGap = false;
        }
        return text.toString();
    }
}
