package org.onestop.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.onestop.audit.RuleFacts.CategoryEnd;
import org.onestop.audit.RuleFacts.Days;
import org.onestop.audit.RuleFacts.Register;
import org.onestop.time.BusinessClock;

/** What the register knows now of some persons, as the rules need it; never who they are. */
final class RegisterFacts {

    private static final String DEATHS =
            "select person_id, died_on from person_death where person_id = any (?) and superseded_at is null";

    private static final String ENROLMENTS = "select person_id, valid_from, valid_to from enrolment"
            + " where person_id = any (?) and superseded_at is null order by valid_from";

    private static final String SUSPENSIONS = "select person_id, valid_from, valid_to from enrolment_suspension"
            + " where person_id = any (?) and superseded_at is null order by valid_from";

    /** What an approval has limited from the beginning is no end that was recorded later. */
    private static final String ENDS = "select m.person_id, c.category, c.valid_to, c.recorded_at from household_member m"
            + " join household_category c on c.file_no = m.file_no and c.superseded_at is null"
            + " and c.valid_to is not null and c.ended_because is not null"
            + " and c.valid_to between m.valid_from and coalesce(m.valid_to, 'infinity')"
            + " where m.person_id = any (?) and m.superseded_at is null order by c.valid_to, c.category";

    private static final String MEMBERS =
            "select distinct person_id from household_member where file_no = any (?) and superseded_at is null";

    private final Connection connection;

    RegisterFacts(Connection connection) {
        this.connection = connection;
    }

    @FunctionalInterface
    private interface Take {
        void row(UUID person, ResultSet row) throws SQLException;
    }

    Map<UUID, Register> of(Collection<UUID> persons) throws SQLException {
        Map<UUID, LocalDate> deaths = new HashMap<>();
        Map<UUID, List<Days>> enrolments = new HashMap<>();
        Map<UUID, List<Days>> suspensions = new HashMap<>();
        Map<UUID, List<CategoryEnd>> ends = new HashMap<>();
        each(DEATHS, "uuid", persons, (person, row) -> deaths.put(person, row.getObject(2, LocalDate.class)));
        each(ENROLMENTS, "uuid", persons, (person, row) -> add(enrolments, person, days(row)));
        each(SUSPENSIONS, "uuid", persons, (person, row) -> add(suspensions, person, days(row)));
        each(ENDS, "uuid", persons, (person, row) -> add(ends, person, end(row)));
        Map<UUID, Register> found = new HashMap<>();
        for (UUID person : persons) {
            found.put(person, new Register(
                    deaths.get(person),
                    enrolments.getOrDefault(person, List.of()),
                    suspensions.getOrDefault(person, List.of()),
                    ends.getOrDefault(person, List.of())));
        }
        return found;
    }

    /** Who belongs, or has belonged, to some households. */
    Set<UUID> members(Collection<String> fileNos) throws SQLException {
        Set<UUID> found = new LinkedHashSet<>();
        each(MEMBERS, "text", fileNos, (person, row) -> found.add(person));
        return found;
    }

    private void each(String sql, String type, Collection<?> keys, Take take) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf(type, keys.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    take.row(row.getObject(1, UUID.class), row);
                }
            }
        }
    }

    private static <T> void add(Map<UUID, List<T>> all, UUID person, T one) {
        all.computeIfAbsent(person, none -> new ArrayList<>()).add(one);
    }

    private static Days days(ResultSet row) throws SQLException {
        return new Days(row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class));
    }

    private static CategoryEnd end(ResultSet row) throws SQLException {
        return new CategoryEnd(
                row.getString(2),
                row.getObject(3, LocalDate.class),
                BusinessClock.at(row.getObject(4, OffsetDateTime.class).toInstant()));
    }
}
