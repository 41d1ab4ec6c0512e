package org.onestop.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Conditions of a search, joined as they come, each with the values of its parameters. */
final class Sought {

    private final StringBuilder conditions = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Sought(Object... first) {
        Collections.addAll(values, first);
    }

    /** All conditions must hold. */
    Sought and(String condition, Object... parameters) {
        conditions.append(" and ").append(condition);
        Collections.addAll(values, parameters);
        return this;
    }

    /**
     * One of these beginnings.
     *
     * @param column of the area's code
     */
    Sought within(String column, List<String> prefixes) {
        conditions.append(" and (false");
        for (String prefix : prefixes) {
            conditions.append(" or ").append(column).append(" like ?");
            values.add(prefix + "%");
        }
        conditions.append(')');
        return this;
    }

    /** The end of the statement. */
    Sought then(String end, Object... parameters) {
        conditions.append(' ').append(end);
        Collections.addAll(values, parameters);
        return this;
    }

    String conditions() {
        return conditions.toString();
    }

    Object[] values() {
        return values.toArray();
    }
}
