package org.onestop.adjudication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Bills that contradict themselves or lack what the rule needs are refused, with the place named. */
class BillRefusalTest {

    private static final LocalDate DAY = LocalDate.parse("2023-06-30");
    private static final ItemTerms CLASS_A = new ItemTerms(CatalogueClass.A, null, null);

    @ParameterizedTest
    @CsvSource({
        "1,      10.00, 10.02,   10.00",
        "1,      10.00, 9.98,    10.00",
        "-1,     10.00, -10.02, -10.00",
        "-1,     10.00, -9.98,  -10.00",
        "3,      3.3333, 10.02,  10.00",
        "0.3333, 1,      0.35,   0.33",
        "1,      0.005,  0.03,   0.01",
        "2,      5.00,   0.00,   10.00",
    })
    void anAmountMoreThanOneFenFromItsProductNamesTheLine(String quantity, String price, String amount, String product) {
        Refusal refusal = refusal(line(1, "X", "1", "500", "500"), line(7, "Y", quantity, price, amount));
        assertEquals(RefusalCode.LINE_AMOUNT_MISMATCH, refusal.code());
        Map<String, String> facts = Map.of("line", "7", "expected", product, "actual", amount);
        assertEquals(facts, refusal.facts());
        assertEquals(
                List.of(new FieldFault("/lines/1/amount", FieldFault.Code.MISMATCH, facts)), refusal.faults());
    }

    @ParameterizedTest
    @CsvSource({
        "1,    10.00,  10.01",
        "1,    10.00,  9.99",
        "3,    3.3333, 9.99",
        "3,    3.3333, 10.01",
        "1,    0.005,  0.00",
        "1,    0.005,  0.02",
        "0.01, 0.10,   0.00",
        "1,    0,      0.00",
        "1,    0,      0.01",
    })
    void oneFenIsTolerated(String quantity, String price, String amount) {
        assertInstanceOf(Outcome.Adjudicated.class, adjudicated(line(1, "X", quantity, price, amount)));
    }

    @ParameterizedTest
    @CsvSource({
        "0,  10.00,  0.00",
        "0,  0.00,   0.00",
        "1,  -10.00, -10.00",
        "-1, -10.00, 10.00",
        "1,  0.005,  -0.01",
        "-1, 0.005,  0.01",
        "1,  0,      -0.01",
    })
    void quantityIsNotZeroPriceNotNegativeAndTheAmountHasTheQuantitysSign(String quantity, String price, String amount) {
        Refusal refusal = refusal(line(1, "X", "1", "500", "500"), line(2, "X", quantity, price, amount));
        assertEquals(RefusalCode.LINE_AMOUNT_MISMATCH, refusal.code());
        assertEquals("2", refusal.facts().get("line"));
    }

    @Test
    void refundsMayExceedAnItemsChargeByOneFenForEachOfItsLines() {
        BillLine other = line(1, "OTHER", "1", "500", "500");
        BillLine charge = line(2, "X", "1", "10.00", "10.00");
        BillLine back = line(3, "X", "-0.5", "10.00", "-5.01");
        BillLine rest = line(4, "X", "-0.5", "10.00", "-5.01");
        assertInstanceOf(Outcome.Adjudicated.class, adjudicated(other, charge, back, rest));

        BillLine atTheTolerance = line(2, "X", "1", "10.00", "9.99");
        assertInstanceOf(Outcome.Adjudicated.class, adjudicated(other, atTheTolerance, back, rest));

        BillLine beyond = line(4, "X", "-0.501", "10.00", "-5.02");
        Refusal refusal = refusal(other, atTheTolerance, back, beyond);
        assertEquals(RefusalCode.REFUND_EXCEEDS_CHARGE, refusal.code());
        assertEquals(Map.of("item", "X"), refusal.facts());
    }

    @Test
    void aRefundCannotDrawOnAnotherItem() {
        Refusal refusal = refusal(line(1, "B", "1", "500", "500"), line(2, "A", "-1", "0.02", "-0.02"));
        assertEquals(RefusalCode.REFUND_EXCEEDS_CHARGE, refusal.code());
        assertEquals(Map.of("item", "A"), refusal.facts());
    }

    @Test
    void ofSeveralItemsTheFirstByCodeIsNamedWhateverTheOrder() {
        BillLine first = line(1, "A", "-1", "5", "-5");
        BillLine second = line(2, "B", "-1", "5", "-5");
        assertEquals("A", refusal(first, second).facts().get("item"));
        assertEquals("A", refusal(second, first).facts().get("item"));
    }

    /** The item nets to nothing, but as class C one day and class A the next its own-pay would be taken back twice. */
    @Test
    void eachOfTheFiveAmountsIsNettedByItself() {
        ItemTerms classC = new ItemTerms(CatalogueClass.C, null, null);
        ItemTerms firstPay = new ItemTerms(CatalogueClass.B, Ratio.parse("0.20"), null);
        ItemTerms ceiling = new ItemTerms(CatalogueClass.A, null, UnitPrice.parse("4"));
        for (ItemTerms terms : List.of(classC, firstPay, ceiling)) {
            BillLine charge = line(1, "X", "1", "5", "5", CLASS_A);
            Refusal refusal = refusal(charge, line(2, "X", "-1", "5", "-5", terms));
            assertEquals(RefusalCode.REFUND_EXCEEDS_CHARGE, refusal.code());
            assertEquals(Map.of("item", "X"), refusal.facts());
        }
        Refusal inScope = refusal(line(1, "X", "1", "5", "5", classC), line(2, "X", "-1", "5", "-5", CLASS_A));
        assertEquals(RefusalCode.REFUND_EXCEEDS_CHARGE, inScope.code());
    }

    /** Each item is within its tolerance, the bill is not above zero. */
    @Test
    void theBillsOwnNetsMayNotBeBelowZero() {
        Refusal inScope = refusal(line(1, "X", "-1", "0.01", "-0.01"));
        assertEquals(RefusalCode.REFUND_EXCEEDS_CHARGE, inScope.code());
        assertEquals(Map.of("item", "*"), inScope.facts());

        ItemTerms classC = new ItemTerms(CatalogueClass.C, null, null);
        Refusal ownPay = refusal(line(1, "A", "1", "500", "500"), line(2, "X", "-1", "0.01", "-0.01", classC));
        assertEquals(Map.of("item", "*"), ownPay.facts());

        ItemTerms allFirst = new ItemTerms(CatalogueClass.B, Ratio.ONE, null);
        Refusal firstPay = refusal(line(1, "X", "-1", "0.01", "-0.01", allFirst));
        assertEquals(Map.of("item", "*"), firstPay.facts());
    }

    @ParameterizedTest
    @CsvSource({"PROVINCE", "OUTSIDE"})
    void careOutsideTheCityNeedsAReferralStated(Place place) {
        for (EncounterType type : EncounterType.values()) {
            Bill bill = new Bill(
                    type, DAY, DAY, HospitalLevel.LEVEL_2, place, null, List.of(line(1, "X", "1", "5", "5")));
            Refusal refusal = assertInstanceOf(Outcome.Refused.class, adjudicate(bill)).refusal();
            assertEquals(RefusalCode.REFERRAL_REQUIRED, refusal.code());
            assertEquals(
                    List.of(FieldFault.of("/encounter/referral", FieldFault.Code.MISSING_FIELD)), refusal.faults());
        }
    }

    @Test
    void aContradictionIsToldBeforeAMissingReferral() {
        Bill bill = new Bill(
                EncounterType.INPATIENT,
                DAY,
                DAY,
                HospitalLevel.LEVEL_2,
                Place.OUTSIDE,
                null,
                List.of(line(1, "X", "1", "5", "6")));
        assertEquals(
                RefusalCode.LINE_AMOUNT_MISMATCH,
                assertInstanceOf(Outcome.Refused.class, adjudicate(bill)).refusal().code());
    }

    private static Refusal refusal(BillLine... lines) {
        return assertInstanceOf(Outcome.Refused.class, adjudicated(lines)).refusal();
    }

    private static Outcome adjudicated(BillLine... lines) {
        return adjudicate(new Bill(
                EncounterType.INPATIENT, DAY, DAY, HospitalLevel.LEVEL_2, Place.LOCAL, null, Arrays.asList(lines)));
    }

    /** A refusal is the same under any policy. */
    private static Outcome adjudicate(Bill bill) {
        List<Outcome> outcomes = new ArrayList<>();
        Dice.times(20, dice -> outcomes.add(Adjudicator.adjudicate(
                AnyPolicy.of(dice, Scheme.RESIDENT),
                AnyPerson.of(dice, Scheme.RESIDENT),
                AnyPerson.year(dice),
                bill)));
        Outcome first = outcomes.get(0);
        for (Outcome outcome : outcomes) {
            assertEquals(first.getClass(), outcome.getClass());
            if (first instanceof Outcome.Refused) {
                assertEquals(first, outcome);
            }
        }
        return first;
    }

    private static BillLine line(int number, String item, String quantity, String price, String amount) {
        return line(number, item, quantity, price, amount, CLASS_A);
    }

    private static BillLine line(
            int number, String item, String quantity, String price, String amount, ItemTerms listed) {
        return new BillLine(
                number,
                item,
                Quantity.parse(quantity),
                UnitPrice.parse(price),
                Money.parse(amount),
                DAY,
                null,
                listed);
    }
}
