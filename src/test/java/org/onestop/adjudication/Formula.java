package org.onestop.adjudication;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a formula of the trace as a cashier with a pocket calculator would: numbers, + - × /, parentheses, round, min,
 * max, a place in a list. Knows nothing of the engine.
 */
final class Formula {

    /** An exact fraction. */
    record Number(BigInteger over, BigInteger under) {

        static Number of(String decimal) {
            BigDecimal value = new BigDecimal(decimal);
            return of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
        }

        static Number of(BigInteger over, BigInteger under) {
            BigInteger common = over.gcd(under).max(BigInteger.ONE).multiply(BigInteger.valueOf(under.signum()));
            return new Number(over.divide(common), under.divide(common));
        }

        Number plus(Number other) {
            return of(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
        }

        Number negated() {
            return of(over.negate(), under);
        }

        Number times(Number other) {
            return of(over.multiply(other.over), under.multiply(other.under));
        }

        Number by(Number other) {
            return of(over.multiply(other.under), under.multiply(other.over));
        }

        Number abs() {
            return of(over.abs(), under);
        }

        Number rounded() {
            BigDecimal value = new BigDecimal(over).divide(new BigDecimal(under), 2, RoundingMode.HALF_UP);
            return of(value.unscaledValue(), BigInteger.valueOf(100));
        }

        boolean isAtMost(Number other) {
            return plus(other.negated()).over.signum() <= 0;
        }
    }

    private final String text;
    private final List<Number> operands = new ArrayList<>();
    private final List<Number> values = new ArrayList<>();
    private int at;

    private Formula(String text) {
        this.text = text;
    }

    /**
     * Reads equations such as {@code min(1, 2) = 1; 3 - 1 = 2} and fails where two sides differ.
     *
     * @return each equation by itself; one that stands alone has one side
     */
    static List<Formula> equations(String text) {
        List<Formula> equations = new ArrayList<>();
        for (String one : text.split("; ")) {
            Formula equation = new Formula(one);
            equation.read();
            equations.add(equation);
        }
        return equations;
    }

    /** What both sides come to. */
    Number value() {
        return values.get(values.size() - 1);
    }

    /** The plain numbers that stand to the left of the last equals sign, or anywhere where there is none. */
    List<Number> operands() {
        return operands;
    }

    /** What every part came to, however small. */
    List<Number> values() {
        return values;
    }

    private void read() {
        Number first = sum();
        while (skip(" = ")) {
            List<Number> before = List.copyOf(operands);
            Number next = sum();
            if (!next.equals(first)) {
                throw new AssertionError("sides differ: " + text);
            }
            if (at == text.length()) {
                operands.clear();
                operands.addAll(before);
            }
        }
        if (at != text.length()) {
            throw new AssertionError("not understood from " + at + ": " + text);
        }
        values.add(first);
    }

    private Number sum() {
        Number sum = product();
        while (true) {
            if (skip(" + ")) {
                sum = told(sum.plus(product()));
            } else if (skip(" - ")) {
                sum = told(sum.plus(product().negated()));
            } else {
                return sum;
            }
        }
    }

    private Number product() {
        Number product = factor();
        while (true) {
            if (skip(" × ")) {
                product = told(product.times(factor()));
            } else if (skip(" / ")) {
                product = told(product.by(factor()));
            } else {
                return product;
            }
        }
    }

    private Number factor() {
        if (skip("round(")) {
            return told(arguments(")").get(0).rounded());
        }
        if (skip("min(")) {
            return arguments(")").stream().reduce((one, other) -> one.isAtMost(other) ? one : other).orElseThrow();
        }
        if (skip("max(")) {
            return arguments(")").stream().reduce((one, other) -> one.isAtMost(other) ? other : one).orElseThrow();
        }
        if (skip("(")) {
            return arguments(")").get(0);
        }
        if (skip("[")) {
            List<Number> list = arguments("]");
            expect("[");
            Number place = arguments("]").get(0);
            return list.get(place.over().intValueExact() - 1);
        }
        return skip("-") ? factor().negated() : number();
    }

    private List<Number> arguments(String end) {
        List<Number> arguments = new ArrayList<>(List.of(sum()));
        while (skip(", ")) {
            arguments.add(sum());
        }
        expect(end);
        return arguments;
    }

    private Number number() {
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (from == at) {
            throw new AssertionError("no number at " + at + ": " + text);
        }
        Number number = Number.of(text.substring(from, at));
        operands.add(number);
        return number;
    }

    private Number told(Number value) {
        values.add(value);
        return value;
    }

    private void expect(String part) {
        if (!skip(part)) {
            throw new AssertionError("no " + part + " at " + at + ": " + text);
        }
    }

    private boolean skip(String part) {
        boolean found = text.startsWith(part, at);
        at += found ? part.length() : 0;
        return found;
    }
}
