package org.onestop.adjudication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calculator that checks the trace calculates, and notices what is wrong. */
class FormulaTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "1.00 + 1.00 = 2.01",
        "round(0.015) = 0.01",
        "1.00 - 2.00 × 3.00 = -3.00",
        "2.00 = 2.00; 1.00 = 2.00",
        "1.00 = 1.00 = 2.00",
        "min(1.00, 2.00 = 1.00",
        "1.00 +",
        "one",
        "",
    })
    void whatIsWrongIsNoticed(String formula) {
        assertThrows(AssertionError.class, () -> Formula.equations(formula));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.00 + 2.00 × 3.00 = 7.00",
        "(1.00 + 2.00) × 3.00 = 9.00",
        "10.00 - 2.00 - 3.00 = 5.00",
        "round(-0.005) = -0.01",
        "round(2.00 / 3.00) = 0.67",
        "min(3.00, max(0, 1.00 - 2.00)) = 0.00",
        "[5.00, 7.00][min(3, 2)] = 7.00",
        "round(1.004) - round(0.006) = 1.00 - 0.01 = 0.99",
        "round(-20.00 × 0.10) + 2.00 = 0.00",
    })
    void whatIsRightPasses(String formula) {
        Formula.equations(formula);
    }

    @Test
    void tellsWhatWentInAndWhatCameOut() {
        Formula one = Formula.equations("min(3.00, 2.00 + 2.00) = 3.00").get(0);
        List<Formula.Number> in =
                List.of(Formula.Number.of("3"), Formula.Number.of("2.00"), Formula.Number.of("2.0"));
        assertEquals(in, one.operands());
        assertEquals(Formula.Number.of("3.00"), one.value());
    }
}
