package org.onestop.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/**
 * Keeps who looked at whose data, when, in which role and what for. Where that can't be written the look-up fails: nobody
 * sees a citizen's data unseen.
 */
@ApplicationScoped
public class AccessLog {

    private static final String INSERT = "insert into access_record"
            + " (accessed_at, client_id, subject, role, operation, purpose, person_id, object)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    AccessLog(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Something looked at.
     *
     * @param operation what was done, in capitals, such as {@code READ_HOUSEHOLD}
     * @param purpose   what for, as the caller said; null where it did not say
     * @param person    whose data; null where it is not one person's
     * @param object    what was looked at, such as a file number; null where there is none
     */
    public record Look(String operation, String purpose, UUID person, String object) {}

    /** Appends a look-up, inside the caller's transaction where there is one. */
    public void append(Caller caller, Look look) {
        append(caller, List.of(look));
    }

    /** Appends look-ups, inside the caller's transaction where there is one. */
    public void append(Caller caller, List<Look> looks) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Look look : looks) {
                insert.setObject(1, clock.now());
                insert.setString(2, caller.clientId());
                insert.setString(3, caller.subject());
                insert.setString(4, String.join(",", new java.util.TreeSet<>(caller.groups())));
                insert.setString(5, look.operation());
                insert.setString(6, look.purpose());
                insert.setObject(7, look.person());
                insert.setString(8, look.object());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("a look-up could not be recorded", e);
        }
    }
}
