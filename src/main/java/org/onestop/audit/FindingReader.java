package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.audit.FindingDetail.ChangeView;
import org.onestop.audit.FindingDetail.EventView;
import org.onestop.http.Cursor;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Shows findings to the auditor; each look is recorded. */
@ApplicationScoped
class FindingReader {

    private static final String SELECT = "select f.id, f.kind, e.state, f.reason, f.object, f.affected_from,"
            + " f.affected_to, f.settlement_id, case when r.id is null then 'STANDING' else 'REVERSED' end,"
            + " s.hospital_code, s.benefit_date, f.person_id, f.direct, f.fund_difference, f.found_at, f.kept, f.would_be"
            + " from finding f join settlement s on s.id = f.settlement_id"
            + " left join settlement_reversal r on r.settlement_id = s.id join lateral (select n.state from finding_event n"
            + " where n.finding_id = f.id order by n.sequence desc limit 1) e on true ";

    private static final String PAGE = "where (?::text is null or f.kind = ?) and (?::text is null or e.state = ?)"
            + " and (f.found_at, f.id) < (?, ?) order by f.found_at desc, f.id desc limit ?";

    private static final String EVENTS =
            "select state, subject, recorded_at from finding_event where finding_id = ? order by sequence";

    private static final String CHANGES = "select c.kind, c.effective_from, c.effective_to, c.client_id, c.subject,"
            + " c.recorded_at from finding f join change_record c on c.tx = f.tx"
            + " and c.object = coalesce(f.object, f.person_id::text) where f.id = ? order by c.id";

    private static final Position NEWEST = new Position(OffsetDateTime.MAX, new UUID(-1, -1));

    private final AgroalDataSource database;
    private final AccessLog log;

    FindingReader(AgroalDataSource database, AccessLog log) {
        this.database = database;
        this.log = log;
    }

    /** A place in the list. */
    private record Position(OffsetDateTime foundAt, UUID id) {

        private static Position read(String cursor) {
            List<String> part = Cursor.read(cursor, 2);
            try {
                return new Position(BusinessClock.at(Instant.parse(part.get(0))), UUID.fromString(part.get(1)));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Cursor.refused();
            }
        }
    }

    /**
     * One page, newest first.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<FindingView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * A page of findings.
     *
     * @param state  null for any
     * @param kind   null for any
     * @param cursor null for the first page
     * @throws org.onestop.refusal.RefusedException forbidden
     */
    @Transactional
    Page list(Caller caller, FindingState state, FindingKind kind, String cursor, int limit) {
        Position before = cursor == null ? NEWEST : Position.read(cursor);
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        log.append(caller, new AccessLog.Look("LIST_FINDINGS", null, null, null));
        List<FindingView> found = page(state, kind, before, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        FindingView last = found.get(limit - 1);
        return new Page(
                found.subList(0, limit),
                Cursor.of(last.foundAt().toInstant().toString(), last.id().toString()));
    }

    private List<FindingView> page(FindingState state, FindingKind kind, Position before, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SELECT + PAGE)) {
            query.setString(1, kind == null ? null : kind.name());
            query.setString(2, kind == null ? null : kind.name());
            query.setString(3, state == null ? null : state.name());
            query.setString(4, state == null ? null : state.name());
            query.setObject(5, before.foundAt());
            query.setObject(6, before.id());
            query.setInt(7, limit);
            return findings(query);
        } catch (SQLException e) {
            throw new IllegalStateException("the findings could not be read", e);
        }
    }

    /**
     * One finding, with what was changed and who did it.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, finding-not-found
     */
    @Transactional
    FindingDetail read(Caller caller, Optional<UUID> id) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        FindingDetail found = id.flatMap(this::find)
                .orElseThrow(() -> Refusal.of(RefusalCode.FINDING_NOT_FOUND).asException());
        FindingView finding = found.finding();
        log.append(
                caller, new AccessLog.Look("READ_FINDING", null, finding.personId(), finding.id().toString()));
        return found;
    }

    private Optional<FindingDetail> find(UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SELECT + "where f.id = ?");
                PreparedStatement events = connection.prepareStatement(EVENTS);
                PreparedStatement changes = connection.prepareStatement(CHANGES)) {
            query.setObject(1, id);
            events.setObject(1, id);
            changes.setObject(1, id);
            List<FindingView> found = findings(query);
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new FindingDetail(found.get(0), events(events), changes(changes)));
        } catch (SQLException e) {
            throw new IllegalStateException("a finding could not be read", e);
        }
    }

    private static List<FindingView> findings(PreparedStatement query) throws SQLException {
        List<FindingView> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new FindingView(
                        row.getObject(1, UUID.class),
                        FindingKind.valueOf(row.getString(2)),
                        FindingState.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, LocalDate.class),
                        row.getObject(7, LocalDate.class),
                        row.getObject(8, UUID.class),
                        row.getString(9),
                        row.getString(10),
                        row.getObject(11, LocalDate.class),
                        row.getObject(12, UUID.class),
                        row.getBoolean(13),
                        Money.ofFen(row.getLong(14)),
                        moment(row, 15),
                        row.getString(16),
                        row.getString(17)));
            }
        }
        return found;
    }

    private static List<EventView> events(PreparedStatement query) throws SQLException {
        List<EventView> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new EventView(FindingState.valueOf(row.getString(1)), row.getString(2), moment(row, 3)));
            }
        }
        return found;
    }

    private static List<ChangeView> changes(PreparedStatement query) throws SQLException {
        List<ChangeView> found = new ArrayList<>();
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
        return found;
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
