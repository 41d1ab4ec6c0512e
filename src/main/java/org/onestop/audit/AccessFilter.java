package org.onestop.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestop.access.Role;
import org.onestop.http.Queries;

/**
 * Which looks at data are wanted. All that is given must fit; null means any.
 *
 * @param role   in which they were made, as tokens name it
 * @param from   first day
 * @param to     last day
 * @param person whose data
 */
record AccessFilter(
        String clientId, String subject, String role, String operation, LocalDate from, LocalDate to, UUID person) {

    private static final List<String> NAMES = List.of("clientId", "subject", "role", "operation", "from", "to");
    private static final Pattern ROLE = Pattern.compile(
            Arrays.stream(Role.values()).map(Role::group).collect(Collectors.joining("|")));
    private static final Pattern OPERATION = Pattern.compile("[A-Z_]{1,48}");

    /** Reads the parameters of a query, and refuses any but these and the named ones. */
    static AccessFilter query(Map<String, List<String>> sent, String... more) {
        List<String> known = new ArrayList<>(NAMES);
        known.addAll(List.of(more));
        Queries.onlyKnown(sent, known.toArray(String[]::new));
        return read(Given.query(sent));
    }

    /** @throws org.onestop.refusal.RefusedException invalid-request, dates-out-of-order */
    static AccessFilter read(Given given) {
        AccessFilter filter = new AccessFilter(
                given.text("clientId"),
                given.text("subject"),
                given.text("role", ROLE),
                given.text("operation", OPERATION),
                given.date("from"),
                given.date("to"),
                null);
        given.ordered("to", filter.from, filter.to);
        return filter;
    }

    /** The same, of one person's data alone. */
    AccessFilter of(UUID whose) {
        return new AccessFilter(clientId, subject, role, operation, from, to, whose);
    }

    /** What is asked for, as it is kept in the access log and in exports. */
    String text() {
        return Stream.of(
                        pair("clientId", clientId),
                        pair("from", from),
                        pair("operation", operation),
                        pair("role", role),
                        pair("subject", subject),
                        pair("to", to))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("&"));
    }

    private static String pair(String name, Object value) {
        return value == null ? "" : name + "=" + value;
    }

    /** The conditions on a row of {@code access_record}. */
    Conditions conditions() {
        return new Conditions()
                .is("client_id", clientId)
                .is("subject", subject)
                .and("? = any (string_to_array(role, ','))", role)
                .is("operation", operation)
                .and("accessed_at >= ?", from == null ? null : Conditions.startOf(from))
                .and("accessed_at < ?", to == null ? null : Conditions.startOf(to.plusDays(1)))
                .and("person_id = ?", person);
    }
}
