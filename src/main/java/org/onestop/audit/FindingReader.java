package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.audit.FindingDetail.ChangeView;
import org.onestop.audit.FindingDetail.EventView;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Shows findings to the auditor, and to a hospital what is about its own settlements; each look is recorded. */
@ApplicationScoped
class FindingReader {

    private static final String EVENTS = "select id, sequence, kind, state, note, key_id, assignee, answer, outcome,"
            + " hospital_code, client_id, subject, recorded_at from finding_event where finding_id = ? order by sequence";

    private static final String CHANGES = "select c.kind, c.effective_from, c.effective_to, c.client_id, c.subject,"
            + " c.recorded_at from finding f join change_record c on c.tx = f.tx"
            + " and c.object = coalesce(f.object, f.person_id::text) where f.id = ? and f.reason is not null order by c.id";

    private final AgroalDataSource database;
    private final FindingEvents events;
    private final AccessLog log;

    FindingReader(AgroalDataSource database, FindingEvents events, AccessLog log) {
        this.database = database;
        this.events = events;
        this.log = log;
    }

    /**
     * One page, newest first.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<?> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * A page of findings.
     *
     * @param cursor null for the first page
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing
     */
    @Transactional
    Page list(Caller caller, WantedFindings wanted, String cursor, int limit) {
        FindingPlace before = FindingPlace.read(cursor);
        String hospital = hospital(caller);
        log.append(caller, new AccessLog.Look("LIST_FINDINGS", null, null, hospital));
        List<FindingRows.Row> found = page(hospital, wanted, before, limit + 1);
        boolean more = found.size() > limit;
        List<FindingRows.Row> shown = more ? found.subList(0, limit) : found;
        Function<FindingRows.Row, Object> view =
                hospital == null ? FindingRows.Row::view : row -> OwnFinding.of(row, hospital, null);
        return new Page(shown.stream().map(view).toList(), more ? place(shown.get(limit - 1)).cursor() : null);
    }

    /** The hospital whose findings alone the caller sees; null for an auditor, who sees all. */
    private static String hospital(Caller caller) {
        if (caller.is(Role.CIVIL_AFFAIRS_AUDITOR)) {
            return null;
        }
        return caller.requireHospital();
    }

    private static FindingPlace place(FindingRows.Row row) {
        return new FindingPlace(row.view().foundAt(), row.view().id());
    }

    private List<FindingRows.Row> page(String hospital, WantedFindings wanted, FindingPlace before, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(FindingRows.PAGE)) {
            FindingRows.bind(query, hospital, wanted, before, limit);
            return FindingRows.read(query);
        } catch (SQLException e) {
            throw new IllegalStateException("the findings could not be read", e);
        }
    }

    /**
     * One finding with its history; the auditor also learns what was changed and who did it.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, finding-not-found
     */
    @Transactional
    Object read(Caller caller, Optional<UUID> id) {
        String hospital = hospital(caller);
        try (Connection connection = database.getConnection()) {
            FindingRows.Row row = id.isEmpty() ? null : find(connection, hospital, id.get());
            if (row == null) {
                throw Refusal.of(RefusalCode.FINDING_NOT_FOUND).asException();
            }
            FindingView view = row.view();
            log.append(caller, new AccessLog.Look("READ_FINDING", null, view.personId(), view.id().toString()));
            List<EventView> course = events(connection, view.id());
            return hospital == null
                    ? new FindingDetail(view, course, changes(connection, view.id()))
                    : OwnFinding.of(row, hospital, course);
        } catch (SQLException e) {
            throw new IllegalStateException("a finding could not be read", e);
        }
    }

    private static FindingRows.Row find(Connection connection, String hospital, UUID id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FindingRows.ONE)) {
            FindingRows.bind(query, hospital, id);
            List<FindingRows.Row> found = FindingRows.read(query);
            return found.isEmpty() ? null : found.get(0);
        }
    }

    private List<EventView> events(Connection connection, UUID finding) throws SQLException {
        List<EventView> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(EVENTS)) {
            query.setObject(1, finding);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String outcome = row.getString(9);
                    found.add(new EventView(
                            row.getInt(2),
                            FindingEvent.Kind.valueOf(row.getString(3)),
                            FindingState.valueOf(row.getString(4)),
                            events.note(row.getObject(1, UUID.class), row.getBytes(5), row.getString(6)),
                            row.getString(7),
                            row.getObject(8, Integer.class),
                            outcome == null ? null : FindingOutcome.valueOf(outcome),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            moment(row, 13)));
                }
            }
        }
        return found;
    }

    private static List<ChangeView> changes(Connection connection, UUID finding) throws SQLException {
        List<ChangeView> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CHANGES)) {
            query.setObject(1, finding);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new ChangeView(
                            row.getString(1),
                            row.getObject(2, LocalDate.class),
                            row.getObject(3, LocalDate.class),
                            row.getString(4),
                            row.getString(5),
                            moment(row, 6)));
                }
            }
        }
        return found;
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
