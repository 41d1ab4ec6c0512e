package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which people write a day, and what is none. */
class DatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-01-04", "2018-1-4", "2018/1/4", "2018/01/04", "2018.1.4", "2018年1月4日", "2018年01月04日", "20180104",
                "2018-01-04 00:00:00", "2018/1/4 0:00", "2018-01-04T00:00:00", "2018/1/4 00:00"
            })
    void theseAreOneDay(String text) {
        assertEquals(LocalDate.of(2018, 1, 4), Dates.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-02-30", "2018-13-01", "18-1-4", "1/4/2018", "2018-1/4", "2018年1月", "2018-01-04 12:00", "2018", "201814",
                "43104", "今天", "2018-01-04x", "\uFF12\uFF10\uFF11\uFF18-1-4"
            })
    void theseAreNone(String text) {
        assertNull(Dates.parse(text));
    }
}
