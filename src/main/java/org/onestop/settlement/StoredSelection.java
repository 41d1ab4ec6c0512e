package org.onestop.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/**
 * Which stored settlements are meant. Days are included; what is null or empty does not count.
 *
 * @param settledFrom first day of settling
 * @param settledTo   last day of settling
 * @param benefitFrom first benefit date
 * @param benefitTo   last benefit date
 * @param ids         not null
 */
public record StoredSelection(
        LocalDate settledFrom, LocalDate settledTo, LocalDate benefitFrom, LocalDate benefitTo, Set<UUID> ids) {

    public StoredSelection {
        ids = Set.copyOf(ids);
    }

    boolean includes(StoredSettlement settlement, LocalDate benefitDate) {
        LocalDate day = BusinessClock.at(settlement.settledAt()).toLocalDate();
        return within(day, settledFrom, settledTo)
                && within(benefitDate, benefitFrom, benefitTo)
                && (ids.isEmpty() || ids.contains(settlement.id()));
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** A condition on the columns of a table under an alias; {@link #set} gives its parameters. */
    String condition(String alias) {
        List<String> parts = new ArrayList<>(List.of("true"));
        if (settledFrom != null) {
            parts.add(alias + ".settled_at >= ? and " + alias + ".settled_at < ?");
        }
        if (benefitFrom != null) {
            parts.add(alias + ".benefit_date between ? and ?");
        }
        if (!ids.isEmpty()) {
            parts.add(alias + ".id = any(?)");
        }
        return String.join(" and ", parts);
    }

    /**
     * Sets the parameters of {@link #condition}.
     *
     * @param first index of the first
     * @return the index behind the last
     */
    int set(Connection connection, PreparedStatement statement, int first) throws SQLException {
        int at = first;
        if (settledFrom != null) {
            statement.setObject(at++, beginning(settledFrom));
            statement.setObject(at++, beginning(settledTo.plusDays(1)));
        }
        if (benefitFrom != null) {
            statement.setObject(at++, benefitFrom);
            statement.setObject(at++, benefitTo);
        }
        if (!ids.isEmpty()) {
            statement.setArray(at++, connection.createArrayOf("uuid", ids.toArray()));
        }
        return at;
    }

    private static OffsetDateTime beginning(LocalDate day) {
        Instant midnight = day.atStartOfDay(BusinessClock.ZONE).toInstant();
        return BusinessClock.at(midnight);
    }
}
