package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestop.access.Area;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * The county-level divisions (县级行政区划) and when each was one. A division that was renamed or raised got a new code; who
 * answers for the new one answers for what was written under the old.
 */
@ApplicationScoped
public class Divisions {

    private final AgroalDataSource database;
    private volatile Map<String, Division> copy;

    Divisions(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * A division.
     *
     * @param code        six digits
     * @param from        first day
     * @param to          last day; null while it is one
     * @param succeededBy code of what it became; null while it is one
     */
    public record Division(String code, String name, LocalDate from, LocalDate to, String succeededBy) {

        public boolean coversDay(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /** All of them by code; they change with a migration alone. */
    public Map<String, Division> all() {
        if (copy == null) {
            copy = read();
        }
        return copy;
    }

    /** Whether an area lies in a division that was one on a day. */
    public boolean knows(Area area, LocalDate on) {
        Division division = all().get(area.division());
        return division != null && division.coversDay(on);
    }

    /**
     * Refuses an area whose division was none on a day.
     *
     * @throws org.onestop.refusal.RefusedException division-unknown
     */
    void requireKnown(String field, Area area, LocalDate on) {
        if (!knows(area, on)) {
            throw Refusal.of(RefusalCode.DIVISION_UNKNOWN, FieldFault.of(field, FieldFault.Code.UNKNOWN_VALUE))
                    .asException();
        }
    }

    /** Whether who is bound to one area answers for another, whatever either was called when it was written down. */
    public boolean answersFor(Area bound, Area other) {
        return present(bound).covers(present(other));
    }

    /** The area under the code that its division has today. */
    public Area present(Area area) {
        Division division = all().get(area.division());
        return division == null || division.succeededBy() == null
                ? area
                : present(area.in(division.succeededBy()));
    }

    /** The code that a division had on a day, by whatever code it was written down. */
    public String onDay(String code, LocalDate day) {
        Division division = all().get(code);
        if (division == null || division.coversDay(day)) {
            return code;
        }
        if (day.isAfter(division.from())) {
            return division.succeededBy() == null ? code : onDay(division.succeededBy(), day);
        }
        return all().values().stream()
                .filter(earlier -> code.equals(earlier.succeededBy()))
                .findFirst()
                .map(earlier -> onDay(earlier.code(), day))
                .orElse(code);
    }

    /**
     * The beginnings of all areas that who is bound to one answers for, under every code that its division has had: for
     * looking them up.
     */
    public List<String> prefixes(Area bound) {
        Set<String> found = new TreeSet<>(List.of(bound.prefix(), present(bound).prefix()));
        for (String code : all().keySet()) {
            if (present(bound).equals(present(bound.in(code)))) {
                found.add(bound.in(code).prefix());
            }
        }
        return List.copyOf(found);
    }

    private Map<String, Division> read() {
        Map<String, Division> found = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select code, name, valid_from, valid_to, succeeded_by from division");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Division division = new Division(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class),
                        row.getString(5));
                found.put(division.code(), division);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the divisions could not be read", e);
        }
        return Map.copyOf(found);
    }
}
