package org.onestop.registry;

import java.util.Optional;
import java.util.regex.Pattern;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * A unified social credit code (统一社会信用代码), checked as GB 32100-2015 says: registering department and category of unit,
 * six digits of division, nine characters of organisation code, and a check character (sum of weighted values modulo 31).
 * The organisation code's own check character (GB 11714) is not looked at: older codes break it. Immutable.
 *
 * @param value 18 characters
 */
public record CreditCode(String value) {

    /** Without I, O, S, V and Z, which look like digits. A character's place is its value. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    /** The code; empty where the text is none. */
    public static Optional<CreditCode> parse(String text) {
        return FORM.matcher(text).matches() && text.charAt(17) == check(text)
                ? Optional.of(new CreditCode(text))
                : Optional.empty();
    }

    /**
     * The code that a request must give.
     *
     * @param field where it gives it
     * @throws org.onestop.refusal.RefusedException credit-code-invalid
     */
    public static CreditCode required(String field, String text) {
        return parse(text)
                .orElseThrow(() -> Refusal.of(
                                RefusalCode.CREDIT_CODE_INVALID, FieldFault.of(field, FieldFault.Code.CHECK_DIGIT))
                        .asException());
    }

    private static char check(String text) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(text.charAt(i));
        }
        return ALPHABET.charAt((ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
