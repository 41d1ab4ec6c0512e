package org.onestop.adjudication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;
import org.onestop.money.UnitPrice;

/** Any bill that a hospital may send: classes, ratios, ceilings, lists that know an item or not, and refunds. */
public final class AnyBill {

    private static final LocalDate DAY = LocalDate.parse("2023-06-30");
    private static final int LINES = 8;

    private AnyBill() {}

    /** With refunds in about every third bill. */
    public static Bill of(Dice dice) {
        return bill(dice, lines(dice, dice.percent(35)));
    }

    public static Bill ofCharges(Dice dice) {
        return bill(dice, lines(dice, false));
    }

    /** One line of class A, so that its amount is what is in scope before an extra first pay. */
    public static Bill ofInScope(Dice dice, Money amount) {
        return bill(dice, List.of(plain(amount)));
    }

    /** The same care with other lines. */
    public static Bill with(Bill bill, List<BillLine> lines) {
        return new Bill(
                bill.encounterType(),
                bill.admittedOn(),
                bill.benefitDate(),
                bill.level(),
                bill.place(),
                bill.referral(),
                lines);
    }

    public static BillLine plain(Money amount) {
        return new BillLine(
                1,
                "PLAIN",
                Quantity.parse("1"),
                UnitPrice.parse(amount.toString()),
                amount,
                DAY,
                null,
                new ItemTerms(CatalogueClass.A, null, null));
    }

    /** The line that takes a whole line back. */
    public static BillLine refundOf(BillLine line, int lineNo) {
        return new BillLine(
                lineNo,
                line.itemCode(),
                new Quantity(-line.quantity().tenThousandths()),
                line.unitPrice(),
                line.amount().negated(),
                line.chargedOn(),
                line.declared(),
                line.listed());
    }

    private static Bill bill(Dice dice, List<BillLine> lines) {
        EncounterType type = dice.of(EncounterType.INPATIENT, EncounterType.INPATIENT, EncounterType.OUTPATIENT,
                EncounterType.OUTPATIENT_CHRONIC);
        Place place = dice.of(Place.values());
        Referral referral = place == Place.LOCAL && dice.percent(50) ? null : dice.of(Referral.values());
        LocalDate admitted = type == EncounterType.INPATIENT ? DAY.minusDays(dice.between(0, 20)) : null;
        return new Bill(type, admitted, DAY, dice.of(HospitalLevel.values()), place, referral, lines);
    }

    private static List<BillLine> lines(Dice dice, boolean refunds) {
        List<BillLine> lines = new ArrayList<>();
        for (int n = dice.between(1, LINES); n > 0; n--) {
            BillLine charge = charge(dice, lines.size() + 1);
            lines.add(charge);
            if (refunds && dice.percent(50)) {
                lines.add(dice.percent(30) ? refundOf(charge, lines.size() + 1) : part(dice, charge, lines.size() + 1));
            }
        }
        return lines;
    }

    private static BillLine charge(Dice dice, int lineNo) {
        Quantity quantity = new Quantity(dice.percent(50) ? 10_000 : dice.between(1, 200_000));
        UnitPrice price = price(dice);
        return line(dice, lineNo, "ITEM-" + lineNo, quantity, price, terms(dice, price), terms(dice, price));
    }

    private static BillLine line(
            Dice dice, int lineNo, String item, Quantity quantity, UnitPrice price, ItemTerms declared, ItemTerms listed) {
        Money amount = price.times(quantity, Rounding.HALF_UP_TO_FEN);
        if (amount.fen() > 1 && dice.percent(10)) {
            amount = amount.plus(Money.ofFen(dice.of(-1L, 1L)));
        }
        LocalDate charged = dice.percent(20) ? null : DAY.minusDays(dice.between(-1, 22));
        return new BillLine(lineNo, item, quantity, price, amount, charged, declared, listed);
    }

    /** Takes back a part of a charge. */
    private static BillLine part(Dice dice, BillLine charge, int lineNo) {
        long back = charge.quantity().tenThousandths() * dice.between(1, 99) / 100;
        Quantity quantity = new Quantity(-Math.max(1, back));
        Money amount = charge.unitPrice().times(quantity, Rounding.HALF_UP_TO_FEN);
        return new BillLine(
                lineNo,
                charge.itemCode(),
                quantity,
                charge.unitPrice(),
                amount,
                charge.chargedOn(),
                charge.declared(),
                charge.listed());
    }

    /** Two decimals, or all six. */
    private static UnitPrice price(Dice dice) {
        long fen = dice.anyMoney().fen();
        return new UnitPrice(fen * 10_000 + (dice.percent(70) ? 0 : dice.between(0, 9_999)));
    }

    private static ItemTerms terms(Dice dice, UnitPrice price) {
        if (dice.percent(25)) {
            return null;
        }
        Ratio ratio = dice.percent(50) ? null : dice.share();
        UnitPrice ceiling = dice.percent(60) ? null : new UnitPrice(price.millionths() / 100 * dice.between(0, 120));
        return new ItemTerms(dice.of(CatalogueClass.A, CatalogueClass.A, CatalogueClass.B, CatalogueClass.C), ratio, ceiling);
    }
}
