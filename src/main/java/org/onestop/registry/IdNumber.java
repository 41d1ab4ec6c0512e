package org.onestop.registry;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * A citizen's ID number (公民身份号码), checked as GB 11643-1999 says: six digits of division, eight of birth, three of
 * order, and a check character by ISO 7064 MOD 11-2.
 *
 * <p>{@link #toString()} shows it masked, so that it can't slip into a log.
 */
public final class IdNumber {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final LocalDate EARLIEST = LocalDate.of(1850, 1, 1);

    private final String value;

    private IdNumber(String value) {
        this.value = value;
    }

    /** The number, or nothing where the text is none. */
    public static Optional<IdNumber> parse(String text) {
        return FORM.matcher(text).matches() && bornOnSomeDay(text) && CHECK.charAt(sum(text) % 11) == text.charAt(17)
                ? Optional.of(new IdNumber(text))
                : Optional.empty();
    }

    /**
     * The number that a request must give.
     *
     * @param field where it gives it
     * @throws org.onestop.refusal.RefusedException id-number-invalid
     */
    public static IdNumber required(String field, String text) {
        return parse(text)
                .orElseThrow(() -> Refusal.of(
                                RefusalCode.ID_NUMBER_INVALID, FieldFault.of(field, FieldFault.Code.CHECK_DIGIT))
                        .asException());
    }

    private static int sum(String text) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (text.charAt(i) - '0');
        }
        return sum;
    }

    private static boolean bornOnSomeDay(String text) {
        try {
            LocalDate born = LocalDate.of(
                    Integer.parseInt(text, 6, 10, 10),
                    Integer.parseInt(text, 10, 12, 10),
                    Integer.parseInt(text, 12, 14, 10));
            return !born.isBefore(EARLIEST);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** All 18 characters; for encryption and look-up only. */
    String value() {
        return value;
    }

    /** The number as most callers may see it: {@code 520299********1234}. */
    public String masked() {
        return value.substring(0, 6) + "********" + value.substring(14);
    }

    @Override
    public String toString() {
        return masked();
    }
}
