package org.onestop.access;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a feature holds about one person, for the person's own request: each feature says it of its own tables, and whoever
 * answers the request puts all of them together.
 */
public interface Holdings {

    /** In the order in which they are shown. */
    List<Section> sections();

    /**
     * Some of what is held.
     *
     * @param name of the list in the answer, in camel case
     * @param sql  with one parameter, the person's id. Each column becomes a member under its name in camel case; a
     *     document (type {@code json}) as it is. A column {@code sealed_x} is shown opened, as {@code x}; it needs
     *     the columns {@code place_x} and {@code key_id}, which are not shown
     */
    record Section(String name, String sql) {}

    /** Amounts in fen as the texts that answers have, for a select list: {@code a.total} as {@code total}. */
    static String yuan(String alias, List<String> columns) {
        return columns.stream()
                .map(column -> "to_char(%s.%s / 100.0, 'FM9999999999990.00') as %2$s".formatted(alias, column))
                .collect(Collectors.joining(", "));
    }
}
