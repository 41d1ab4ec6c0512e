package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Working days: weekdays, corrected by the State Council's arrangements as far as they are known. */
@QuarkusTest
class WorkingDaysTest {

    @Inject
    WorkingDays workingDays;

    @Inject
    RegisterStatements statements;

    /** Days that everybody in the country remembers. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2017-01-22, true
            2017-10-08, false
            2018-02-15, false
            2018-02-24, true
            2018-12-29, true
            2018-12-31, false
            2019-05-03, false
            2019-05-05, true
            2020-01-31, false
            2020-02-01, false
            2020-02-03, true
            2023-01-02, false
            2024-02-09, true
            2024-02-18, true
            2025-01-26, true
            2026-02-23, false
            2026-02-28, true
            2016-10-03, true
            2027-10-01, true
            """)
    void aDayIsWorkingOrNot(LocalDate day, boolean working) {
        assertEquals(working, workingDays.isWorking(day));
    }

    /**
     * A year has its weekdays less the holidays that the law names, 11 until 2024 and 13 since: what an arrangement takes on one
     * side it gives back on the other. 2020 lost two more to the epidemic.
     */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2017, 249
            2018, 250
            2019, 250
            2020, 249
            2021, 250
            2022, 249
            2023, 249
            2024, 251
            2025, 248
            2026, 248
            """)
    void aYearHasSoManyWorkingDays(int year, int days) {
        assertEquals(days, workingDays.between(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)));
    }

    @Test
    void theYearsThatAreKnownAreTold() {
        assertEquals(Set.of(2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026), workingDays.years());
        assertEquals(261, workingDays.between(LocalDate.of(2015, 12, 31), LocalDate.of(2016, 12, 31)));
    }

    /** An exception that is none would hide a slip, and a source is what makes it one. */
    @Test
    void everyRowTakesAWeekdayOrGivesAWeekendAndSaysWhy() {
        Set<String> notices = new TreeSet<>();
        statements.list("select day, working, source from calendar_day", row -> {
            LocalDate day = row.getObject(1, LocalDate.class);
            boolean weekday = day.getDayOfWeek().getValue() <= 5;
            assertEquals(!weekday, row.getBoolean(2), day::toString);
            assertTrue(row.getString(3).matches("国办发明电〔20[12][0-9]〕[0-9]+号"), row.getString(3));
            int noticed = Integer.parseInt(row.getString(3).substring(6, 10));
            assertTrue(noticed == day.getYear() - 1 || noticed == day.getYear(), day::toString);
            return notices.add(row.getString(3));
        });
        assertEquals(12, notices.size());
    }

    @Test
    void countingForwardAndBackAgree() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            LocalDate day = LocalDate.of(2016, 1, 1).plusDays(random.nextInt(4_400));
            int n = random.nextInt(60);
            LocalDate reached = workingDays.after(day, n);
            String said = "seed " + seed + ": " + n + " after " + day + " is " + reached;
            assertEquals(n, workingDays.between(day, reached), said);
            assertTrue(n == 0 ? reached.equals(day) : workingDays.isWorking(reached), said);
            assertEquals(0, workingDays.between(reached.plusDays(1), day), said);
        }
        assertFalse(workingDays.isWorking(LocalDate.of(2016, 10, 1)), "a Saturday");
    }
}
