package org.onestop.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.history.HistoryTable;
import org.onestop.history.Periods.Period;
import org.onestop.registry.EnrolmentBatch.Insured;
import org.onestop.registry.EnrolmentBatch.Suspension;
import org.onestop.registry.EnrolmentBatch.Terms;

/** Reads the insurance of the persons of a batch, all at once, and writes what became of it. */
final class EnrolmentTables {

    private final Connection connection;
    private final OffsetDateTime now;

    EnrolmentTables(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    Map<UUID, Insured> read(PersonBatch persons) throws SQLException {
        Map<UUID, List<Period<Terms>>> enrolments = enrolments(persons);
        Map<UUID, Insured> found = new LinkedHashMap<>();
        persons.known().forEach(id -> found.put(id, new Insured(id, enrolments.getOrDefault(id, List.of()))));
        String sql = "select person_id, id, valid_from, valid_to from enrolment_suspension"
                + " where superseded_at is null and person_id = any (?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", persons.known().toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.get(row.getObject(1, UUID.class))
                            .suspensions
                            .add(new Suspension(row.getLong(2), HistoryTable.span(row, 3, 4)));
                }
            }
        }
        return found;
    }

    private Map<UUID, List<Period<Terms>>> enrolments(PersonBatch persons) throws SQLException {
        String sql = "select person_id, id, scheme, working_status, valid_from, valid_to from enrolment"
                + " where superseded_at is null and person_id = any (?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", persons.known().toArray()));
            Map<UUID, List<Period<Terms>>> found = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String status = row.getString(4);
                    Terms terms = new Terms(
                            Scheme.valueOf(row.getString(3)), status == null ? null : WorkingStatus.valueOf(status));
                    found.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(Period.onRecord(row.getLong(2), terms, HistoryTable.span(row, 5, 6)));
                }
            }
            return found;
        }
    }

    void write(Collection<Insured> insured) throws SQLException {
        List<Insured> touched =
                insured.stream().filter(each -> each.touchedFrom().isPresent()).toList();
        HistoryTable.supersede(
                connection,
                "enrolment",
                HistoryTable.superseded(touched.stream().map(each -> each.enrolments).toList()),
                now);
        HistoryTable.supersede(
                connection,
                "enrolment_suspension",
                touched.stream()
                        .flatMap(each -> each.suspensions.stream())
                        .filter(HistoryRow::isChanged)
                        .map(each -> each.id)
                        .toList(),
                now);
        addEnrolments(touched);
        addSuspensions(touched);
    }

    private void addEnrolments(List<Insured> touched) throws SQLException {
        String sql = "insert into enrolment (person_id, scheme, working_status, valid_from, valid_to, ended_because,"
                + " recorded_at) values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Insured person : touched) {
                for (Period<Terms> each : person.enrolments.written()) {
                    WorkingStatus status = each.content().workingStatus();
                    insert.setObject(1, person.person);
                    insert.setString(2, each.content().scheme().name());
                    insert.setString(3, status == null ? null : status.name());
                    insert.setObject(4, each.span().from());
                    insert.setObject(5, each.span().to(), Types.DATE);
                    insert.setString(6, isReplaced(person, each) ? EnrolmentEnd.REPLACED.name() : null);
                    insert.setObject(7, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static boolean isReplaced(Insured person, Period<Terms> period) {
        LocalDate end = period.span().to();
        return end != null
                && person.enrolments.all().stream()
                        .anyMatch(each -> each.span().from().equals(end.plusDays(1)));
    }

    private void addSuspensions(List<Insured> touched) throws SQLException {
        String sql = "insert into enrolment_suspension (person_id, valid_from, valid_to, recorded_at) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Insured person : touched) {
                for (Suspension each : person.suspensions.stream()
                        .filter(HistoryRow::isTouched)
                        .toList()) {
                    insert.setObject(1, person.person);
                    insert.setObject(2, each.span.from());
                    insert.setObject(3, each.span.to(), Types.DATE);
                    insert.setObject(4, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
