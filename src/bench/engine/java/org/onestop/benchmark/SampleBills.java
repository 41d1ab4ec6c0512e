package org.onestop.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.BillLine;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Place;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;
import org.onestop.money.UnitPrice;

/**
 * Bills of forty lines as a city's hospital sends them: all classes, items with and without a ceiling, some that the
 * catalogue does not know or that the hospital declares otherwise, one large item, two refunds. The same seed gives
 * the same bills.
 */
final class SampleBills {

    private static final int LINES = 40;
    private static final int REFUNDS = 2;
    private static final int ITEMS = 200;
    private static final int STAY = 10;

    private final Random random;
    private final LocalDate discharged;
    private final List<Item> items = new ArrayList<>(ITEMS);

    /**
     * An item of a made-up catalogue.
     *
     * @param listed null where the catalogue does not know it
     */
    private record Item(String code, UnitPrice price, ItemTerms listed) {}

    private SampleBills(long seed, LocalDate discharged) {
        this.random = new Random(seed);
        this.discharged = discharged;
        for (int n = 0; n < ITEMS; n++) {
            items.add(item("BENCH" + (100_000 + n)));
        }
    }

    /** So many different bills for stays that end on a day. */
    static List<Bill> of(int count, long seed, LocalDate discharged) {
        SampleBills source = new SampleBills(seed, discharged);
        List<Bill> bills = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            bills.add(source.bill());
        }
        return bills;
    }

    /** Of ten items three are of class A, four of B, one of C; one in ten is unlisted, one in four has a ceiling. */
    private Item item(String code) {
        UnitPrice price = new UnitPrice(100L * (5_000 + random.nextInt(800_000)));
        int dice = random.nextInt(10);
        if (dice == 0) {
            return new Item(code, price, null);
        }
        CatalogueClass found = dice <= 4 ? CatalogueClass.A : dice <= 8 ? CatalogueClass.B : CatalogueClass.C;
        Ratio ratio = found == CatalogueClass.B && random.nextInt(4) > 0 ? new Ratio(500 * (1 + random.nextInt(6))) : null;
        UnitPrice ceiling = random.nextInt(4) == 0 ? new UnitPrice(price.millionths() / 10 * 9) : null;
        return new Item(code, price, new ItemTerms(found, ratio, ceiling));
    }

    private Bill bill() {
        List<BillLine> lines = new ArrayList<>(LINES);
        while (lines.size() < LINES - REFUNDS) {
            lines.add(charge(lines.size() + 1, items.get(random.nextInt(ITEMS))));
        }
        lines.set(0, surgery());
        while (lines.size() < LINES) {
            lines.add(refund(lines.size() + 1, lines.get(random.nextInt(LINES - REFUNDS))));
        }
        return new Bill(
                EncounterType.INPATIENT,
                discharged.minusDays(STAY),
                discharged,
                HospitalLevel.LEVEL_3,
                Place.LOCAL,
                null,
                lines);
    }

    private BillLine charge(int lineNo, Item item) {
        long units = 1 + random.nextInt(6);
        Quantity quantity = new Quantity(random.nextInt(5) == 0 ? units * 2_500 : units * 10_000);
        LocalDate chargedOn = discharged.minusDays(random.nextInt(STAY));
        return line(lineNo, item.code(), quantity, item.price(), chargedOn, declared(item), item.listed());
    }

    /** Two lines in three say the item's terms too, one of ten of them otherwise than the catalogue. */
    private ItemTerms declared(Item item) {
        if (random.nextInt(3) == 0) {
            return null;
        }
        if (item.listed() == null || random.nextInt(10) == 0) {
            return new ItemTerms(CatalogueClass.B, new Ratio(2_000), null);
        }
        return item.listed();
    }

    private BillLine surgery() {
        UnitPrice price = new UnitPrice(1_000_000L * (4_000 + random.nextInt(14_000)));
        ItemTerms listed = new ItemTerms(CatalogueClass.B, new Ratio(1_000), null);
        return line(1, "BENCHSURGERY", new Quantity(10_000), price, discharged.minusDays(STAY - 2), listed, listed);
    }

    private static BillLine refund(int lineNo, BillLine of) {
        Quantity half = new Quantity(-of.quantity().tenThousandths() / 2);
        return line(lineNo, of.itemCode(), half, of.unitPrice(), of.chargedOn(), of.declared(), of.listed());
    }

    private static BillLine line(
            int lineNo,
            String code,
            Quantity quantity,
            UnitPrice price,
            LocalDate chargedOn,
            ItemTerms declared,
            ItemTerms listed) {
        return new BillLine(
                lineNo,
                code,
                quantity,
                price,
                price.times(quantity, Rounding.HALF_UP_TO_FEN),
                chargedOn,
                declared,
                listed);
    }
}
