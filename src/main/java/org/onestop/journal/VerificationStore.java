package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/** Verifications as they are kept: rows that are added. */
@ApplicationScoped
class VerificationStore {

    /** One that says nothing for so long has ended with its process. */
    static final Duration SILENT = Duration.ofMinutes(2);

    static final String RUNNING = "RUNNING";

    private static final String SELECT = "select v.id, v.subject, v.requested_at, e.state, e.blocks, e.records,"
            + " e.rows_checked, e.findings, e.recorded_at from verification v"
            + " join lateral (select * from verification_event n"
            + " where n.verification_id = v.id order by n.sequence desc limit 1) e on true ";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    VerificationStore(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes that one was asked for, in the caller's transaction. */
    void insert(UUID id, Changes.Author author, VerificationRun.Earlier earlier) throws SQLException {
        String sql = "insert into verification (id, client_id, subject, requested_at, earlier_height, earlier_digest)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setString(2, author.clientId());
            insert.setString(3, author.subject());
            insert.setObject(4, clock.now());
            insert.setObject(5, earlier == null ? null : earlier.height(), Types.BIGINT);
            insert.setBytes(6, earlier == null ? null : earlier.digest());
            insert.executeUpdate();
        }
        event(id, 1, RUNNING, new VerificationRun.Counts(0, 0, 0, 0));
    }

    /** Writes how far one has come. */
    void event(UUID id, int sequence, String state, VerificationRun.Counts counts) throws SQLException {
        String sql = "insert into verification_event (verification_id, sequence, state, blocks, records, rows_checked,"
                + " findings, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, id);
            insert.setInt(2, sequence);
            insert.setString(3, state);
            insert.setLong(4, counts.blocks());
            insert.setLong(5, counts.records());
            insert.setLong(6, counts.rows());
            insert.setLong(7, counts.findings());
            insert.setObject(8, clock.now());
            insert.executeUpdate();
        }
    }

    /** Writes what was found, numbered from one on. */
    void findings(UUID id, int from, List<Finds.Find> finds) throws SQLException {
        String sql = "insert into verification_finding (verification_id, number, kind, table_name, row_id, height, position,"
                + " detail) values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < finds.size(); i++) {
                Finds.Find find = finds.get(i);
                insert.setObject(1, id);
                insert.setInt(2, from + i);
                insert.setString(3, find.kind().name());
                insert.setString(4, find.table());
                insert.setString(5, find.row());
                insert.setObject(6, find.height(), Types.BIGINT);
                insert.setObject(7, find.position(), Types.BIGINT);
                insert.setString(8, find.detail());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** One that runs, if any. */
    Optional<VerificationView> running() throws SQLException {
        String where = "where e.state = '" + RUNNING + "' and e.recorded_at > ? order by v.requested_at desc limit 1";
        return read(where, clock.now().minus(SILENT)).stream().findFirst();
    }

    Optional<VerificationView> find(UUID id) throws SQLException {
        return read("where v.id = ?", id).stream().findFirst();
    }

    /** A page, newest first. */
    List<VerificationView> page(OffsetDateTime before, UUID beforeId, int limit) throws SQLException {
        return read(
                "where (v.requested_at, v.id) < (?, ?) order by v.requested_at desc, v.id desc limit ?",
                before,
                beforeId,
                limit);
    }

    private List<VerificationView> read(String where, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            List<VerificationView> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(view(row));
                }
            }
            return found;
        }
    }

    private VerificationView view(ResultSet row) throws SQLException {
        OffsetDateTime last = moment(row, 9);
        boolean isSilent = row.getString(4).equals(RUNNING) && last.isBefore(clock.now().minus(SILENT));
        return new VerificationView(
                row.getObject(1, UUID.class),
                isSilent ? "INTERRUPTED" : row.getString(4),
                row.getString(2),
                moment(row, 3),
                last,
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    /** What one has found, by number. */
    List<VerificationView.FindingView> findings(UUID id, int after, int limit) throws SQLException {
        String sql = "select number, kind, table_name, row_id, height, position, detail from verification_finding"
                + " where verification_id = ? and number > ? order by number limit ?";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            query.setInt(2, after);
            query.setInt(3, limit);
            List<VerificationView.FindingView> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Tampering kind = Tampering.valueOf(row.getString(2));
                    found.add(new VerificationView.FindingView(
                            row.getInt(1),
                            kind,
                            kind.text(),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, Long.class),
                            row.getObject(6, Long.class),
                            row.getString(7)));
                }
            }
            return found;
        }
    }
}
