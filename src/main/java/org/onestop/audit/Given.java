package org.onestop.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** What a question's conditions were given as, in a query or in a body: the same names and the same forms. */
final class Given {

    /** What stands for a value that is not there, such as the category of who has none. */
    static final String NONE = "NONE";

    private static final int LONGEST = 100;

    private final UnaryOperator<String> values;
    private final String before;

    private Given(UnaryOperator<String> values, String before) {
        this.values = values;
        this.before = before;
    }

    /** The parameters of a query, looked at by {@link Queries#onlyKnown} before. */
    static Given query(Map<String, List<String>> sent) {
        return new Given(name -> Queries.text(sent, name, LONGEST), "");
    }

    /** The members of a body. */
    static Given body(Fields fields) {
        return new Given(name -> fields.optionalText(name, LONGEST), "/");
    }

    /** A text; null where it is not given. */
    String text(String name) {
        return values.apply(name);
    }

    /** A text of a form; null where it is not given. */
    String text(String name, Pattern form) {
        String value = values.apply(name);
        if (value != null && !form.matcher(value).matches()) {
            throw Queries.refused(before + name, FieldFault.Code.INVALID_TEXT);
        }
        return value;
    }

    LocalDate date(String name) {
        return Queries.date(before + name, values.apply(name));
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Queries.choice(before + name, values.apply(name), type);
    }

    /** The name of one of an enumeration's constants, or {@link #NONE}; null where it is not given. */
    <E extends Enum<E>> String choiceOrNone(String name, Class<E> type) {
        String value = values.apply(name);
        return NONE.equals(value) || value == null ? value : choice(name, type).name();
    }

    /** An amount; null where it is not given. */
    Money money(String name) {
        String value = values.apply(name);
        if (value == null) {
            return null;
        }
        try {
            return Money.parse(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Queries.refused(before + name, FieldFault.Code.INVALID_NUMBER);
        }
    }

    /**
     * Refuses a last day before the first.
     *
     * @param name of the last
     */
    void ordered(String name, LocalDate first, LocalDate last) {
        if (first != null && last != null && last.isBefore(first)) {
            throw refused(name, RefusalCode.DATES_OUT_OF_ORDER, FieldFault.Code.OUT_OF_ORDER);
        }
    }

    /** As {@link #ordered(String, LocalDate, LocalDate)}, of amounts. */
    void ordered(String name, Money least, Money most) {
        if (least != null && most != null && most.compareTo(least) < 0) {
            throw refused(name, RefusalCode.VALUE_OUT_OF_RANGE, FieldFault.Code.OUT_OF_RANGE);
        }
    }

    private RuntimeException refused(String name, RefusalCode code, FieldFault.Code fault) {
        return Refusal.of(code, FieldFault.of(before + name, fault)).asException();
    }
}
