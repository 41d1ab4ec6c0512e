package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/** Appends records to the journal. (A settlement and a reversal write theirs within their own statement.) */
@ApplicationScoped
public class Records {

    private static final String INSERT =
            "insert into journal_record (kind, subject_id, digest, recorded_at, client_id) values (?, ?, ?, ?, ?)";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    Records(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Appends a record inside the transaction that makes what it is of.
     *
     * @param kind    what it is of, in capitals, such as {@code APPROVAL}
     * @param subject the id of what it is of
     * @param digest  over its canonical form, 32 bytes
     */
    public void append(String kind, UUID subject, byte[] digest, String clientId) {
        try (Connection connection = database.getConnection()) {
            append(connection, kind, subject, digest, clientId);
        } catch (SQLException e) {
            throw new IllegalStateException("a record could not be appended to the journal", e);
        }
    }

    /** As {@link #append(String, UUID, byte[], String)}, in the transaction of a connection. */
    public void append(Connection connection, String kind, UUID subject, byte[] digest, String clientId)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, kind);
            insert.setObject(2, subject);
            insert.setBytes(3, digest);
            insert.setObject(4, clock.now());
            insert.setString(5, clientId);
            insert.executeUpdate();
        }
    }
}
