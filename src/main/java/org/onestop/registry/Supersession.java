package org.onestop.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Says of rows of the register's history that they no longer count. */
final class Supersession {

    private Supersession() {}

    /**
     * Supersedes rows.
     *
     * @throws SQLException serialization failure where somebody else has superseded one of them meanwhile
     */
    static void of(Connection connection, String table, String key, List<Long> ids, OffsetDateTime now)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String sql = "update " + table + " set superseded_at = ? where superseded_at is null and " + key + " = any (?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now);
            update.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            if (update.executeUpdate() != ids.size()) {
                throw new SQLException("somebody else superseded a row of " + table, "40001");
            }
        }
    }
}
