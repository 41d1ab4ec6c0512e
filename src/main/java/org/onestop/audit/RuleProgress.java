package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.onestop.journal.ChangeFeed;
import org.onestop.time.BusinessClock;

/** How far the rules have come under the numbers in force; under others they begin anew. */
@ApplicationScoped
class RuleProgress {

    /** Changes from before the beginning are in the register as the rules first see it. */
    private static final String BEGIN = "insert into rule_progress (version, change_tx, change_id, begun_at, looked_at)"
            + " values (?, pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0, ?, ?) on conflict (version) do nothing";

    private final String version;
    private final BusinessClock clock;

    RuleProgress(RuleBook book, BusinessClock clock) {
        this.version = HexFormat.of().formatHex(book.version());
        this.clock = clock;
    }

    /**
     * How far they have come.
     *
     * @param settlements that they have looked at
     * @param findings    that they have made
     */
    record Standing(OffsetDateTime begunAt, OffsetDateTime lookedAt, long settlements, long findings) {}

    String version() {
        return version;
    }

    /** Under which name they follow the journal. */
    String reader() {
        return "rules-" + version.substring(0, 16);
    }

    /**
     * Begins a portion; one at a time, whoever runs it. Otherwise a change could come between one who has read the register
     * but has not written the bill yet, and another who knows of the change but not of the bill.
     */
    void begin(Connection connection) throws SQLException {
        String sql = "select pg_advisory_xact_lock(hashtextextended('rules look', 0))";
        try (PreparedStatement lock = connection.prepareStatement(sql);
                PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            lock.execute();
            insert.setString(1, version);
            insert.setObject(2, clock.now());
            insert.setObject(3, clock.now());
            insert.executeUpdate();
        }
    }

    /** Up to where the register's changes were seen. */
    ChangeFeed.Position position(Connection connection) throws SQLException {
        String sql = "select change_tx, change_id from rule_progress where version = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, version);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new ChangeFeed.Position(row.getLong(1), row.getLong(2));
            }
        }
    }

    void looked(Connection connection, int settlements, int findings) throws SQLException {
        String sql = "update rule_progress set settlements = settlements + ?, findings = findings + ?, looked_at = ?"
                + " where version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, settlements);
            update.setInt(2, findings);
            update.setObject(3, clock.now());
            update.setString(4, version);
            update.executeUpdate();
        }
    }

    void move(Connection connection, ChangeFeed.Position to, int findings) throws SQLException {
        String sql = "update rule_progress set change_tx = ?, change_id = ?, findings = findings + ?, looked_at = ?"
                + " where version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to.tx());
            update.setLong(2, to.id());
            update.setInt(3, findings);
            update.setObject(4, clock.now());
            update.setString(5, version);
            update.executeUpdate();
        }
    }

    /** Empty before they have looked for the first time. */
    Optional<Standing> standing(Connection connection) throws SQLException {
        String sql = "select begun_at, looked_at, settlements, findings from rule_progress where version = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, version);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Standing(moment(row, 1), moment(row, 2), row.getLong(3), row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
