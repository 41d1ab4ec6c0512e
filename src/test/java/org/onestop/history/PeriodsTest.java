package org.onestop.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.history.Periods.Period;
import org.onestop.history.Verdict.State;
import org.onestop.refusal.RefusalCode;

/**
 * What a row does to the periods on record. A period is written here as its content and its days, such as {@code
 * A 2018-01-01..2019-12-31}; one without an end as {@code B 2020-01-01..}.
 */
class PeriodsTest {

    @ParameterizedTest
    @CsvSource({
        "DATES_OUT_OF_ORDER, to,   B, 2021-01-01, 2020-12-31",
        "PERIOD_OVERLAP,     from, B, 2018-06-01, ",
        "PERIOD_OVERLAP,     from, A, 2018-06-01, ",
        "PERIOD_OVERLAP,     to,   B, 2017-01-01, 2018-01-01",
        "PERIOD_OVERLAP,     to,   B, 2019-06-01, 2020-01-01",
        "PERIOD_ENDED,       to,   A, 2018-01-01, 2018-11-30",
        "PERIOD_ENDED,       to,   A, 2018-01-01, 2019-01-31"
    })
    void whatCantStandIsRefusedAndLeavesEverythingAsItIs(
            RefusalCode code, String field, String content, LocalDate from, LocalDate to) {
        Periods<String> periods = of("A 2018-01-01..2018-12-31", "B 2020-01-01..");
        Verdict verdict = periods.apply(content, from, to);
        assertEquals(new Verdict(State.REFUSED, code, field), verdict);
        assertUntouched(periods, "A 2018-01-01..2018-12-31", "B 2020-01-01..");
    }

    @Test
    void onlyWhatIsOpenCanBeEnded() {
        assertEquals(
                Verdict.refused(RefusalCode.PERIOD_ENDED, "lastDay"),
                of("A 2018-01-01..2018-12-31").end(day("2018-06-30")));
        assertEquals(
                Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "lastDay"), of("A 2018-01-01..").end(day("2017-12-31")));
        assertEquals(Verdict.refused(RefusalCode.PERIOD_ENDED, "lastDay"), of().end(day("2018-06-30")));
    }

    @ParameterizedTest
    @CsvSource({"B, 2020-01-01, ", "B, 2021-06-01, ", "A, 2018-01-01, ", "A, 2018-01-01, 2018-12-31"})
    void whatIsOnRecordAlreadyChangesNothing(String content, LocalDate from, LocalDate to) {
        Periods<String> periods = of("A 2018-01-01..2018-12-31", "B 2020-01-01..");
        assertEquals(State.UNCHANGED, periods.apply(content, from, to).state());
        assertUntouched(periods, "A 2018-01-01..2018-12-31", "B 2020-01-01..");
    }

    @ParameterizedTest
    @CsvSource({
        "C 2021-01-01..,           CHANGED, A 2018-01-01..2018-12-31|B 2020-01-01..2020-12-31|C 2021-01-01..,           2021-01-01..",
        "C 2021-01-01..2021-06-30, CHANGED, A 2018-01-01..2018-12-31|B 2020-01-01..2020-12-31|C 2021-01-01..2021-06-30, 2021-01-01..",
        "C 2019-03-01..,           ADDED,   A 2018-01-01..2018-12-31|C 2019-03-01..2019-12-31|B 2020-01-01..,           2019-03-01..2019-12-31",
        "C 2017-01-01..,           ADDED,   C 2017-01-01..2017-12-31|A 2018-01-01..2018-12-31|B 2020-01-01..,           2017-01-01..2017-12-31",
        "C 2018-01-01..,           CHANGED, C 2018-01-01..2018-12-31|B 2020-01-01..,                                    2018-01-01..2018-12-31",
        "C 2020-01-01..,           CHANGED, A 2018-01-01..2018-12-31|C 2020-01-01..,                                    2020-01-01..",
        "B 2020-01-01..2020-05-31, CHANGED, A 2018-01-01..2018-12-31|B 2020-01-01..2020-05-31,                          2020-06-01.."
    })
    void aRowAddsFollowsOrCorrects(String row, State state, String after, String affected) {
        Periods<String> periods = of("A 2018-01-01..2018-12-31", "B 2020-01-01..");
        assertEquals(state, apply(periods, row).state());
        assertEquals(after, String.join("|", texts(periods)));
        assertEquals(affected, text(periods.affected().orElseThrow()));
    }

    /** A period that the next one ended was never ended by itself: what begins within it counts until the next. */
    @Test
    void aRowBeginsWithinAPeriodThatTheNextOneEnded() {
        Periods<String> periods = of("A 2018-01-01..2019-12-31", "B 2020-01-01..");
        assertEquals(State.UNCHANGED, apply(periods, "A 2019-01-01..").state());
        assertEquals(
                Verdict.refused(RefusalCode.PERIOD_OVERLAP, "to"), apply(periods, "C 2019-01-01..2020-01-01"));
        assertUntouched(periods, "A 2018-01-01..2019-12-31", "B 2020-01-01..");
        assertEquals(State.CHANGED, apply(periods, "C 2019-01-01..").state());
        assertEquals(
                List.of("A 2018-01-01..2018-12-31", "C 2019-01-01..2019-12-31", "B 2020-01-01.."), texts(periods));
        assertEquals("2019-01-01..2019-12-31", text(periods.affected().orElseThrow()));
    }

    @Test
    void anEndIsAChangeOfTheDaysAfterIt() {
        Periods<String> periods = of("A 2018-01-01..");
        assertEquals(State.CHANGED, periods.end(day("2018-12-31")).state());
        assertEquals(List.of("A 2018-01-01..2018-12-31"), texts(periods));
        assertEquals("2019-01-01..", text(periods.affected().orElseThrow()));
        assertEquals(List.of(1L), periods.superseded());
    }

    @Test
    void whatIsWrittenTakesThePlaceOfWhatIsSuperseded() {
        Periods<String> periods = of("A 2018-01-01..2018-12-31", "B 2020-01-01..");
        apply(periods, "C 2021-01-01..");
        assertEquals(List.of(2L), periods.superseded());
        assertEquals(
                List.of("B 2020-01-01..2020-12-31", "C 2021-01-01.."),
                periods.written().stream().map(PeriodsTest::text).toList());
    }

    /** Whatever the order of a file's rows without a last day: the same periods, and the file again changes nothing. */
    @Test
    void theOrderOfOpenRowsDoesNotMatter() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> rows = new ArrayList<>();
            LocalDate from = day("2018-01-01");
            char content = 'A';
            for (int i = random.nextInt(6); i >= 0; i--) {
                rows.add(content++ + " " + from + "..");
                from = from.plusDays(1 + random.nextInt(400));
            }
            Periods<String> inOrder = of();
            rows.forEach(row -> apply(inOrder, row));
            Periods<String> shuffled = of();
            Collections.shuffle(rows, random);
            rows.forEach(row -> assertTrue(!apply(shuffled, row).isRefused(), () -> "seed " + seed));
            assertEquals(texts(inOrder), texts(shuffled), () -> "seed " + seed);
            Periods<String> again = of(texts(shuffled).toArray(String[]::new));
            Collections.shuffle(rows, random);
            rows.forEach(row -> assertEquals(State.UNCHANGED, apply(again, row).state(), () -> "seed " + seed));
        }
    }

    private static void assertUntouched(Periods<String> periods, String... expected) {
        assertEquals(List.of(expected), texts(periods));
        assertEquals(List.of(), periods.superseded());
        assertEquals(List.of(), periods.written());
        assertTrue(periods.affected().isEmpty());
    }

    private static Periods<String> of(String... onRecord) {
        List<Period<String>> periods = new ArrayList<>();
        for (String each : onRecord) {
            String[] part = each.split(" ");
            periods.add(Period.onRecord(periods.size() + 1, part[0], span(part[1])));
        }
        return new Periods<>(periods);
    }

    private static Verdict apply(Periods<String> periods, String row) {
        String[] part = row.split(" ");
        return periods.apply(part[0], span(part[1]).from(), span(part[1]).to());
    }

    private static Span span(String text) {
        String[] part = text.split("\\.\\.", 2);
        return new Span(day(part[0]), part[1].isEmpty() ? null : day(part[1]));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static List<String> texts(Periods<String> periods) {
        return periods.all().stream().map(PeriodsTest::text).toList();
    }

    private static String text(Period<String> period) {
        return period.content() + " " + text(period.span());
    }

    private static String text(Span span) {
        return Stream.of(span.from(), "..", span.to() == null ? "" : span.to())
                .map(Object::toString)
                .reduce("", String::concat);
    }
}
