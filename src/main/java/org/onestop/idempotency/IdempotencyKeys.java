package org.onestop.idempotency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Looks keys up and burns them. Binding a key is part of what binds it and stands with the feature that does so. */
public final class IdempotencyKeys {

    /** What became of the attempt to burn a key. */
    public enum Fence {
        /** The key was free and is burnt, once the transaction commits. */
        PLACED,
        /** Something had bound the key before. */
        BOUND,
        /** A request that may still commit holds the key. */
        IN_PROGRESS
    }

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private IdempotencyKeys() {}

    /** What has bound a client's key, if anything has. */
    public static Optional<BoundKey> find(Connection connection, String clientId, String key) throws SQLException {
        String sql = "select operation, fingerprint, subject_id from idempotency_key where client_id = ? and key = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, clientId);
            query.setString(2, key);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new BoundKey(row.getString(1), row.getBytes(2), row.getObject(3, UUID.class)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Tries to burn a key inside the caller's transaction, waiting for a request that is just binding it. A caller
     * that only wants to know whether one is running rolls back afterwards.
     *
     * @param patience how long to wait, as PostgreSQL writes it, such as {@code 2s}
     */
    public static Fence fence(Connection connection, String clientId, String key, OffsetDateTime now, String patience)
            throws SQLException {
        try (PreparedStatement limit =
                connection.prepareStatement("select set_config('lock_timeout', ?, true)")) {
            limit.setString(1, patience);
            limit.execute();
        }
        String sql = "insert into idempotency_key (client_id, key, operation, bound_at) values (?, ?, 'FENCE', ?)"
                + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, clientId);
            insert.setString(2, key);
            insert.setObject(3, now);
            return insert.executeUpdate() == 1 ? Fence.PLACED : Fence.BOUND;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return Fence.IN_PROGRESS;
            }
            throw e;
        }
    }
}
