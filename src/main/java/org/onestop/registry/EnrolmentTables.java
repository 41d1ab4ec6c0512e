package org.onestop.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.registry.EnrolmentBatch.Enrolment;
import org.onestop.registry.EnrolmentBatch.Insured;
import org.onestop.registry.EnrolmentBatch.Suspension;

/** Reads the insurance of the persons of a batch, all at once, and writes what became of it. */
final class EnrolmentTables {

    private final Connection connection;
    private final OffsetDateTime now;

    EnrolmentTables(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    Map<UUID, Insured> read(PersonBatch persons) throws SQLException {
        Map<UUID, Insured> found = new LinkedHashMap<>();
        Object[] ids = persons.known().toArray();
        String enrolments = "select person_id, id, scheme, working_status, valid_from, valid_to from enrolment"
                + " where superseded_at is null and person_id = any (?)";
        try (PreparedStatement query = connection.prepareStatement(enrolments)) {
            query.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String status = row.getString(4);
                    insured(found, row)
                            .enrolments
                            .add(new Enrolment(
                                    row.getLong(2),
                                    Scheme.valueOf(row.getString(3)),
                                    status == null ? null : WorkingStatus.valueOf(status),
                                    span(row, 5)));
                }
            }
        }
        String suspensions = "select person_id, id, valid_from, valid_to from enrolment_suspension"
                + " where superseded_at is null and person_id = any (?)";
        try (PreparedStatement query = connection.prepareStatement(suspensions)) {
            query.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    insured(found, row).suspensions.add(new Suspension(row.getLong(2), span(row, 3)));
                }
            }
        }
        return found;
    }

    private static Insured insured(Map<UUID, Insured> found, ResultSet row) throws SQLException {
        return found.computeIfAbsent(row.getObject(1, UUID.class), Insured::new);
    }

    private static Span span(ResultSet row, int first) throws SQLException {
        return new Span(row.getObject(first, LocalDate.class), row.getObject(first + 1, LocalDate.class));
    }

    void write(Collection<Insured> insured) throws SQLException {
        List<Insured> touched = insured.stream().filter(Insured::isTouched).toList();
        supersede("enrolment", touched.stream().flatMap(each -> each.enrolments.stream()).toList());
        supersede("enrolment_suspension", touched.stream().flatMap(each -> each.suspensions.stream()).toList());
        enrolments(touched);
        suspensions(touched);
    }

    private void supersede(String table, List<? extends HistoryRow> rows) throws SQLException {
        List<Long> changed =
                rows.stream().filter(HistoryRow::isChanged).map(row -> row.id).toList();
        Supersession.of(connection, table, "id", changed, now);
    }

    private void enrolments(List<Insured> touched) throws SQLException {
        String sql = "insert into enrolment (person_id, scheme, working_status, valid_from, valid_to, recorded_at)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Insured person : touched) {
                for (Enrolment each :
                        person.enrolments.stream().filter(HistoryRow::isTouched).toList()) {
                    insert.setObject(1, person.person);
                    insert.setString(2, each.scheme.name());
                    insert.setString(3, each.workingStatus == null ? null : each.workingStatus.name());
                    insert.setObject(4, each.span.from());
                    insert.setObject(5, each.span.to(), Types.DATE);
                    insert.setObject(6, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void suspensions(List<Insured> touched) throws SQLException {
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
