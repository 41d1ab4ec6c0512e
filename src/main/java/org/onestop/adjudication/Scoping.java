package org.onestop.adjudication;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.money.Money;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Section 1 of the rule: what of each line, and of the bill, is in scope.
 *
 * @param refusal null unless the bill contradicts itself; then everything else is null
 */
record Scoping(
        List<LineScope> lines,
        Money total,
        Money ownPay,
        Money overCeiling,
        Money firstPay,
        Money inScope,
        Refusal refusal) {

    private static final long TOLERANCE_FEN = 1;
    private static final Set<LineFlag> NO_FLAGS = Set.of();

    static Scoping of(Bill bill, Ratio classBFirstPay) {
        List<LineScope> lines = new ArrayList<>(bill.lines().size());
        boolean refunds = false;
        for (int i = 0; i < bill.lines().size(); i++) {
            BillLine line = bill.lines().get(i);
            if (contradictsItself(line)) {
                return refused(lineMismatch(i, line));
            }
            refunds |= line.amount().isNegative();
            lines.add(scope(line, bill, classBFirstPay));
        }
        if (refunds) {
            String item = RefundCheck.itemRefundedBeyondCharge(bill.lines(), lines);
            if (item != null) {
                return refused(Refusal.of(RefusalCode.REFUND_EXCEEDS_CHARGE, Map.of("item", item)));
            }
        }
        return sum(lines);
    }

    /** The bill's nets; what rounding leaves under zero of first pay and over-ceiling goes to in scope. */
    private static Scoping sum(List<LineScope> lines) {
        long own = 0;
        long over = 0;
        long first = 0;
        long in = 0;
        for (LineScope line : lines) {
            own = Math.addExact(own, line.ownPay().fen());
            over = Math.addExact(over, line.overCeiling().fen());
            first = Math.addExact(first, line.firstPay().fen());
            in = Math.addExact(in, line.inScope().fen());
        }
        in += Math.min(0, over) + Math.min(0, first);
        over = Math.max(0, over);
        first = Math.max(0, first);
        if (own < 0 || in < 0) {
            return refused(Refusal.of(RefusalCode.REFUND_EXCEEDS_CHARGE, Map.of("item", "*")));
        }
        return new Scoping(
                lines,
                Money.ofFen(own + over + first + in),
                Money.ofFen(own),
                Money.ofFen(over),
                Money.ofFen(first),
                Money.ofFen(in),
                null);
    }

    /** This scoping after an extra first pay has moved out of scope. */
    Scoping withExtraFirstPay(Money extra) {
        return new Scoping(
                lines, total, ownPay, overCeiling, firstPay.plus(extra), inScope.minus(extra), null);
    }

    private static Scoping refused(Refusal refusal) {
        return new Scoping(null, null, null, null, null, null, refusal);
    }

    private static boolean contradictsItself(BillLine line) {
        long quantity = line.quantity().tenThousandths();
        long amount = line.amount().fen();
        if (quantity == 0 || line.unitPrice().millionths() < 0) {
            return true;
        }
        if (amount != 0 && Long.signum(amount) != Long.signum(quantity)) {
            return true;
        }
        Money product = line.unitPrice().times(line.quantity(), Rounding.HALF_UP_TO_FEN);
        return Math.abs(amount - product.fen()) > TOLERANCE_FEN;
    }

    private static Refusal lineMismatch(int index, BillLine line) {
        Map<String, String> facts = Map.of(
                "line", Integer.toString(line.lineNo()),
                "expected", line.unitPrice().times(line.quantity(), Rounding.HALF_UP_TO_FEN).toString(),
                "actual", line.amount().toString());
        return Refusal.of(
                RefusalCode.LINE_AMOUNT_MISMATCH,
                new FieldFault("/lines/" + index + "/amount", FieldFault.Code.MISMATCH, facts));
    }

    private static LineScope scope(BillLine line, Bill bill, Ratio classBFirstPay) {
        ItemTerms terms = terms(line);
        CatalogueClass decided =
                terms == null || terms.catalogueClass() == null ? CatalogueClass.C : terms.catalogueClass();
        Set<LineFlag> flags = flags(line, bill, classBFirstPay);
        Money amount = line.amount();
        if (decided == CatalogueClass.C) {
            return new LineScope(line.lineNo(), decided, amount, Money.ZERO, Money.ZERO, Money.ZERO, flags);
        }
        Money over = overCeiling(line, terms.priceCeiling());
        Money first = Money.ZERO;
        if (decided == CatalogueClass.B) {
            first = firstPayRatio(terms, classBFirstPay).of(amount.minus(over), Rounding.HALF_UP_TO_FEN);
        }
        return new LineScope(
                line.lineNo(), decided, Money.ZERO, over, first, amount.minus(over).minus(first), flags);
    }

    /**
     * The terms that decide: the catalogue's where it knows the item, else the declared ones; null where there are
     * none.
     */
    static ItemTerms terms(BillLine line) {
        return line.listed() != null ? line.listed() : line.declared();
    }

    /** What an item of class B pays first: its own ratio wins over the policy's. */
    static Ratio firstPayRatio(ItemTerms terms, Ratio classBFirstPay) {
        return terms.firstPayRatio() == null ? classBFirstPay : terms.firstPayRatio();
    }

    /** Never larger in magnitude than the line's amount, even where rounding has made that amount zero. */
    private static Money overCeiling(BillLine line, UnitPrice ceiling) {
        if (ceiling == null || line.unitPrice().millionths() <= ceiling.millionths()) {
            return Money.ZERO;
        }
        Money over = line.unitPrice().minus(ceiling).times(line.quantity(), Rounding.HALF_UP_TO_FEN);
        // The quantity tells a refund: its over-ceiling may have been rounded to nothing, and so may its amount.
        boolean refund = line.quantity().tenThousandths() < 0;
        return refund ? over.max(line.amount()) : over.min(line.amount());
    }

    private static Set<LineFlag> flags(BillLine line, Bill bill, Ratio classBFirstPay) {
        boolean unlisted = line.listed() == null;
        boolean differs = !unlisted && line.declared() != null
                && differs(line.declared(), line.listed(), classBFirstPay);
        boolean outside = line.chargedOn() != null && outsideStay(line, bill);
        if (!unlisted && !differs && !outside) {
            return NO_FLAGS;
        }
        Set<LineFlag> flags = EnumSet.noneOf(LineFlag.class);
        if (unlisted) {
            flags.add(LineFlag.UNLISTED);
        }
        if (differs) {
            flags.add(LineFlag.DECLARED_DIFFERS);
        }
        if (outside) {
            flags.add(LineFlag.CHARGED_OUTSIDE_STAY);
        }
        return flags;
    }

    private static boolean outsideStay(BillLine line, Bill bill) {
        var first = bill.admittedOn() == null ? bill.benefitDate() : bill.admittedOn();
        return line.chargedOn().isBefore(first) || line.chargedOn().isAfter(bill.benefitDate());
    }

    /** What the hospital left out is not compared. */
    private static boolean differs(ItemTerms declared, ItemTerms listed, Ratio classBFirstPay) {
        return declared.catalogueClass() != null && declared.catalogueClass() != listed.catalogueClass()
                || declared.firstPayRatio() != null
                        && !declared.firstPayRatio().equals(listedRatio(listed, classBFirstPay))
                || declared.priceCeiling() != null && !declared.priceCeiling().equals(listed.priceCeiling());
    }

    /** The ratio that a catalogue without one means: the policy's for class B, none for the others. */
    private static Ratio listedRatio(ItemTerms listed, Ratio classBFirstPay) {
        boolean unsaid = listed.firstPayRatio() == null && listed.catalogueClass() != CatalogueClass.B;
        return unsaid ? Ratio.ZERO : firstPayRatio(listed, classBFirstPay);
    }
}
