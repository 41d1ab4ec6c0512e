package org.onestop.adjudication;

import java.util.List;
import java.util.function.Function;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * How one of a bill's sums came together from its lines, for the trace. Holds what went in; the formula is put
 * together only when somebody asks for it, since a bill may have thousands of lines.
 *
 * @param lines          as billed
 * @param scopes         what became of each line, in the same order
 * @param classBFirstPay what class B pays first where the item says nothing
 */
record LineSum(Part part, List<BillLine> lines, List<LineScope> scopes, Ratio classBFirstPay) {

    /** The sums that have something to tell of each line. */
    enum Part {
        OWN_PAY(LineScope::ownPay),
        OVER_CEILING(LineScope::overCeiling),
        FIRST_PAY(LineScope::firstPay);

        private final Function<LineScope, Money> amount;

        Part(Function<LineScope, Money> amount) {
            this.amount = amount;
        }
    }

    /** Whether no line has such an amount. */
    boolean isEmpty() {
        for (LineScope scope : scopes) {
            if (!amount(scope).isZero()) {
                return false;
            }
        }
        return true;
    }

    /** The formula, such as {@code round(120.00 × 0.10) + round((64.00 - 4.00) × 0.20)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Money sum = Money.ZERO;
        for (int i = 0; i < scopes.size(); i++) {
            Money amount = amount(scopes.get(i));
            if (!amount.isZero()) {
                text.append(text.isEmpty() ? "" : " + ").append(term(lines.get(i), scopes.get(i)));
                sum = sum.plus(amount);
            }
        }
        return sum.isNegative() ? "max(0, " + text + ")" : text.toString();
    }

    private Money amount(LineScope scope) {
        return part.amount.apply(scope);
    }

    private String term(BillLine line, LineScope scope) {
        return switch (part) {
            case OWN_PAY -> scope.ownPay().toString();
            case OVER_CEILING -> overCeiling(line);
            case FIRST_PAY -> firstPay(line, scope);
        };
    }

    private static String overCeiling(BillLine line) {
        String bound = line.amount().isNegative() ? "max(" : "min(";
        return bound + line.amount() + ", round((" + line.unitPrice() + " - " + Scoping.terms(line).priceCeiling() + ") × "
                + line.quantity() + "))";
    }

    private String firstPay(BillLine line, LineScope scope) {
        String amount = scope.overCeiling().isZero()
                ? line.amount().toString()
                : "(" + line.amount() + " - " + scope.overCeiling() + ")";
        return "round(" + amount + " × " + Scoping.firstPayRatio(Scoping.terms(line), classBFirstPay) + ")";
    }
}
