package org.onestop.adjudication;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Calculates a formula of the trace as somebody with a pocket calculator would, and says whether its sides agree. */
final class FormulaCheck {

    private final String text;
    private int at;

    private FormulaCheck(String text) {
        this.text = text;
    }

    /** What does not agree; null where everything does, or where there is nothing to calculate. */
    static String fault(String formula) {
        for (String equation : formula.split(";")) {
            if (equation.contains("→") || !equation.contains("=")) {
                continue;
            }
            BigDecimal first = null;
            for (String side : equation.split("=")) {
                BigDecimal value = new FormulaCheck(side.replace(" ", "")).whole();
                if (first != null && first.compareTo(value) != 0) {
                    return equation + ": " + first + " is not " + value;
                }
                first = first == null ? value : first;
            }
        }
        return null;
    }

    private BigDecimal whole() {
        BigDecimal value = sum();
        if (at != text.length()) {
            throw new IllegalArgumentException("not understood: " + text.substring(at) + " in " + text);
        }
        return value;
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        while (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
            value = text.charAt(at++) == '+' ? value.add(product()) : value.subtract(product());
        }
        return value;
    }

    private BigDecimal product() {
        BigDecimal value = factor();
        while (at < text.length() && "×/".indexOf(text.charAt(at)) >= 0) {
            value = text.charAt(at++) == '×'
                    ? value.multiply(factor())
                    : value.divide(factor(), new MathContext(60, RoundingMode.HALF_UP));
        }
        return value;
    }

    /** One of a list, counted from one: {@code [900.00,600.00][min(3,2)]}. */
    private BigDecimal listed() {
        List<BigDecimal> values = new ArrayList<>();
        do {
            at++;
            values.add(sum());
        } while (text.charAt(at) == ',');
        at += 2;
        BigDecimal index = sum();
        at++;
        return values.get(index.intValueExact() - 1);
    }

    private BigDecimal factor() {
        for (String name : new String[] {"round(", "min(", "max(", "("}) {
            if (text.startsWith(name, at)) {
                at += name.length();
                BigDecimal value = sum();
                while (text.charAt(at) == ',') {
                    at++;
                    value = name.equals("min(") ? value.min(sum()) : value.max(sum());
                }
                at++;
                return name.equals("round(") ? value.setScale(2, RoundingMode.HALF_UP) : value;
            }
        }
        if (text.charAt(at) == '[') {
            return listed();
        }
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        }
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (start == at) {
            throw new IllegalArgumentException("not understood: " + text.substring(at) + " in " + text);
        }
        return new BigDecimal(text.substring(start, at));
    }
}
