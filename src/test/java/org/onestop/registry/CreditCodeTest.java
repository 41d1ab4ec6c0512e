package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;

/** Unified social credit codes, GB 32100. */
class CreditCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "1252020000000000W", "12520200000000000W1", "12520200000000000w", "125202000000000001", "A", "I2520200000000000W",
        "12O20200000000000W", "1252020000000000SW", "1252020000000000VW", "1252020000000000ZW", "12AB0200000000000W",
        "12520200000000000Ｗ", "520299197002021021", "12520200000000000W\n"})
    void noSuchCode(String text) {
        assertTrue(CreditCode.parse(text).isEmpty());
        RefusedException refused = assertThrows(RefusedException.class, () -> CreditCode.required("/code", text));
        assertEquals(RefusalCode.CREDIT_CODE_INVALID, refused.refusal().code());
        assertEquals("/code", refused.refusal().faults().get(0).field());
        assertEquals(422, refused.refusal().code().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12520200000000000W", "91520200000000000P", "81520201MJ0000000T"})
    void aCodeWithItsCheckCharacter(String text) {
        assertEquals(text, CreditCode.parse(text).orElseThrow().value());
        assertEquals(text, CreditCode.required("/code", text).toString());
    }

    /** The weights and the modulus have no common divisor, so no single slip of the pen passes. */
    @ParameterizedTest
    @ValueSource(strings = {"12520200000000000W", "91520200000000000P", "81520201MJ0000000T"})
    void oneWrongCharacterIsAlwaysFound(String text) {
        int tried = 0;
        for (int i = 0; i < text.length(); i++) {
            for (char other : ALPHABET.toCharArray()) {
                if (other != text.charAt(i)) {
                    String wrong = text.substring(0, i) + other + text.substring(i + 1);
                    assertTrue(CreditCode.parse(wrong).isEmpty(), wrong);
                    tried++;
                }
            }
        }
        assertEquals(18 * 30, tried);
    }

    /** Each place's weight is 3 to the power of the place, modulo 31: the standard's table, found another way. */
    @Test
    void theCheckCharacterIsWhatTheStandardsFormulaSays() {
        int sum = 0;
        int weight = 1;
        String text = "51520203MJ7654321";
        for (char each : text.toCharArray()) {
            sum += weight * ALPHABET.indexOf(each);
            weight = weight * 3 % 31;
        }
        char check = ALPHABET.charAt((31 - sum % 31) % 31);
        assertTrue(CreditCode.parse(text + check).isPresent());
    }
}
