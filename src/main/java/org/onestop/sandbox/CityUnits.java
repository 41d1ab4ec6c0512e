package org.onestop.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.onestop.mutualaid.Unit;
import org.onestop.registry.CreditCode;

/** Makes up the units of mutual aid; their codes are valid in form, under a division that was never issued. */
final class CityUnits {

    private static final String DIVISION = "520299";
    private static final int FIRST_BODY = 90_000_000;
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int BODY_MODULUS = 11;
    private static final String CHECKS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** Kinds of unit with the two characters that a code of theirs begins with, and how many of a thousand are of it. */
    private enum Kind {
        GOVERNMENT("11", "机关", 120),
        INSTITUTION("12", "事业单位", 280),
        ENTERPRISE("91", "企业", 600);

        private final String prefix;
        private final String word;
        private final int perMille;

        Kind(String prefix, String word, int perMille) {
            this.prefix = prefix;
            this.word = word;
            this.perMille = perMille;
        }
    }

    private CityUnits() {}

    static List<Unit> made(int number, Draws draws) {
        List<Unit> units = new ArrayList<>();
        int[] weights = Stream.of(Kind.values()).mapToInt(kind -> kind.perMille).toArray();
        for (int i = 1; i <= number; i++) {
            Kind kind = Kind.values()[draws.weighted(weights)];
            units.add(new Unit(code(kind.prefix, FIRST_BODY + i), String.format("样例%s第%03d号", kind.word, i)));
        }
        return units;
    }

    private static CreditCode code(String prefix, int body) {
        String digits = prefix + DIVISION + body + bodyCheck(Integer.toString(body));
        return Stream.of(CHECKS.split(""))
                .flatMap(check -> CreditCode.parse(digits + check).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The check character of the organisation code within (GB 11714). */
    private static String bodyCheck(String body) {
        int sum = 0;
        for (int i = 0; i < BODY_WEIGHTS.length; i++) {
            sum += BODY_WEIGHTS[i] * (body.charAt(i) - '0');
        }
        int check = (BODY_MODULUS - sum % BODY_MODULUS) % BODY_MODULUS;
        return check == 10 ? "X" : Integer.toString(check);
    }
}
