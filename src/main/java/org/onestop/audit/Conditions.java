package org.onestop.audit;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onestop.time.BusinessClock;

/** Conditions of a question, joined as they come; what is null is no condition. */
final class Conditions {

    private final StringBuilder text = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    /** A condition with its parameters; none if the first is null. */
    Conditions and(String condition, Object... parameters) {
        if (parameters[0] != null) {
            text.append(" and ").append(condition);
            values.addAll(Arrays.asList(parameters));
        }
        return this;
    }

    /** A condition without a parameter. */
    Conditions holds(boolean isWanted, String condition) {
        if (isWanted) {
            text.append(" and ").append(condition);
        }
        return this;
    }

    /** That a column has a value; {@link Given#NONE} that it has none. */
    Conditions is(String column, Object value) {
        return Given.NONE.equals(value)
                ? holds(true, column + " is null")
                : and(column + " = ?", value == null ? null : value.toString());
    }

    /** That a column has one of several values; {@link Given#NONE} alone that it has none. */
    Conditions isAny(String column, List<String> options) {
        if (options == null || options.size() == 1) {
            return is(column, options == null ? null : options.get(0));
        }
        return and(column + " = any (?)", (Object) options.toArray(String[]::new));
    }

    /** The beginning of a business day. */
    static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(BusinessClock.ZONE).toOffsetDateTime();
    }

    String text() {
        return text.toString();
    }

    /** The parameters' values, and further ones behind them. */
    List<Object> values(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
