package org.onestop.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.onestop.time.BusinessClock;

/** One attempt at a command: its key is taken, the work is done and the key is bound, all or nothing. */
@ApplicationScoped
class CommandTransaction {

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final BusinessClock clock;

    CommandTransaction(AgroalDataSource database, ObjectMapper json, BusinessClock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** A command with its key. */
    record Request(String clientId, String key, Commands.Kind kind, byte[] fingerprint) {}

    /**
     * What is answered.
     *
     * @param location null where there is none
     * @param replayed whether it was given before
     */
    record Answer(int status, String location, byte[] body, boolean replayed) {}

    @Transactional
    Answer run(Request request, Supplier<Commands.Made> work) {
        try (Connection connection = database.getConnection()) {
            take(connection, request);
            Optional<Answer> before = replayed(connection, request);
            if (before.isPresent()) {
                return before.get();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a key could not be looked up", e);
        }
        Commands.Made made = work.get();
        Answer answer = new Answer(made.status().getStatusCode(), made.location(), bytes(made.body()), false);
        bind(request, answer);
        return answer;
    }

    /** Of two requests under one key the second waits here for the first, and finds its answer. */
    private static void take(Connection connection, Request request) throws SQLException {
        String sql = "select pg_advisory_xact_lock(hashtextextended(? || ' ' || ?, 0))";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setString(1, request.clientId());
            lock.setString(2, request.key());
            lock.execute();
        }
    }

    private static Optional<Answer> replayed(Connection connection, Request request) throws SQLException {
        String sql = "select operation, fingerprint, subject_id, status, location, answer from idempotency_key"
                + " where client_id = ? and key = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, request.clientId());
            query.setString(2, request.key());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                // The fingerprint covers method and path: one that fits is of this very operation.
                new BoundKey(row.getString(1), row.getBytes(2), null).replayed(request.fingerprint());
                return Optional.of(new Answer(row.getInt(4), row.getString(5), row.getBytes(6), true));
            }
        }
    }

    private void bind(Request request, Answer answer) {
        String sql = "insert into idempotency_key"
                + " (client_id, key, operation, fingerprint, status, location, answer, bound_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, request.clientId());
            insert.setString(2, request.key());
            insert.setString(3, request.kind().operation());
            insert.setBytes(4, request.fingerprint());
            insert.setInt(5, answer.status());
            insert.setString(6, answer.location());
            insert.setBytes(7, answer.body());
            insert.setObject(8, clock.now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a key could not be bound", e);
        }
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer could not be written", e);
        }
    }
}
