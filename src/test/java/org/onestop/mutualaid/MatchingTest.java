package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.money.Money;

/** How a payment falls on members; nothing is guessed and no fen is lost. */
class MatchingTest {

    private static final String UNIT = "12520201000000115H";
    private static final Money SHARE = Money.parse("100.00");

    private static Member member(String unit, Member.Contribution state, String due) {
        LocalDate day = LocalDate.of(2018, 1, 1);
        return new Member(
                UUID.randomUUID(), UUID.randomUUID(), 2018, unit, day, false, day, null, null,
                due == null ? null : Money.parse(due), state, null, null);
    }

    private static Member owing(String due) {
        return member(UNIT, Member.Contribution.DUE, due);
    }

    @ParameterizedTest
    @CsvSource({
        "299.99, SHORT, 0, 0.00, 299.99",
        "300.00, MATCHED, 3, 300.00, 0.00",
        "300.01, SURPLUS, 3, 300.00, 0.01"
    })
    void withoutNamesItIsForAllWhoOwe(String amount, String outcome, int paid, String matched, String suspense) {
        List<Member> owing = List.of(owing("100.00"), owing("100.00"), owing("100.00"));
        Matching found = Matching.ofAll(Money.parse(amount), owing);
        assertEquals(outcome + " " + paid + " " + matched + " " + suspense, text(found));
    }

    @Test
    void whereNobodyOwesAllOfItIsLeft() {
        assertEquals("SURPLUS 0 0.00 5.00", text(Matching.ofAll(Money.parse("5.00"), List.of())));
    }

    /** Of the four named one owes, one has paid, one is of another unit, one is unknown; the first stands there twice. */
    @ParameterizedTest
    @CsvSource({
        "100.00, SHORT, 0, 0.00, 100.00, NOT_ENOUGH NOT_DUE NOT_OF_UNIT UNKNOWN REPEATED",
        "499.99, SHORT, 0, 0.00, 499.99, NOT_ENOUGH NOT_DUE NOT_OF_UNIT UNKNOWN REPEATED",
        "500.00, UNKNOWN_MEMBERS, 1, 100.00, 400.00, PAID NOT_DUE NOT_OF_UNIT UNKNOWN REPEATED",
        "600.00, UNKNOWN_MEMBERS, 1, 100.00, 500.00, PAID NOT_DUE NOT_OF_UNIT UNKNOWN REPEATED"
    })
    void everyoneNamedIsTold(String amount, String outcome, int paid, String matched, String suspense, String lines) {
        Member first = owing("100.00");
        List<Member> named = new ArrayList<>(List.of(
                first,
                member(UNIT, Member.Contribution.PAID, "100.00"),
                member("91520299MA6DXL8A42", Member.Contribution.DUE, "100.00")));
        named.add(null);
        named.add(first);
        Matching found = Matching.ofNamed(Money.parse(amount), UNIT, named, SHARE);
        assertEquals(outcome + " " + paid + " " + matched + " " + suspense, text(found));
        assertEquals(
                List.of(lines.split(" ")),
                found.lines().stream().map(line -> line.verdict().name()).toList());
    }

    @Test
    void noFenIsLostAndNobodyIsPaidInPart() {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            List<Member> named = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Member.Contribution state = Member.Contribution.values()[random.nextInt(5)];
                String due = state == Member.Contribution.NONE ? null : Money.ofFen(1 + random.nextInt(20_000)).toString();
                named.add(random.nextInt(5) == 0 ? null : member(random.nextInt(4) == 0 ? "OTHER" : UNIT, state, due));
            }
            Money amount = Money.ofFen(1 + random.nextInt(60_000));
            Matching found = Matching.ofNamed(amount, UNIT, named, SHARE);
            assertEquals(amount, found.matched().plus(found.suspense()), () -> "seed " + seed);
            assertEquals(found.matched(), Matching.sum(found.paid()), () -> "seed " + seed);
            assertEquals(false, found.suspense().isNegative(), () -> "seed " + seed);
            assertEquals(named.size(), found.lines().size());
            assertEquals(found.suspense().isZero(), found.outcome() == Matching.Outcome.MATCHED, () -> "seed " + seed);
        }
    }

    private static String text(Matching found) {
        return found.outcome() + " " + found.paid().size() + " " + found.matched() + " " + found.suspense();
    }
}
