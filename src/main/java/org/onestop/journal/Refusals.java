package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Keeps what was refused. Where that can't be written the request fails: work without its audit trail does not go on.
 */
@ApplicationScoped
public class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final AgroalDataSource database;

    Refusals(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Who asked for what.
     *
     * @param hospitalCode   of the caller; null where it is bound to none
     * @param idempotencyKey null where none was sent or it was unreadable
     */
    public record Request(
            OffsetDateTime at, String clientId, String hospitalCode, String operation, String idempotencyKey) {}

    /**
     * Appends a refusal in a transaction of its own.
     *
     * @throws org.onestop.refusal.RefusedException overloaded, where there is no connection
     */
    public void append(Request request, Refusal refusal) {
        String sql = "insert into refusal_record"
                + " (refused_at, client_id, hospital_code, operation, idempotency_key, code, facts)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = connection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, request.at());
            insert.setString(2, request.clientId());
            insert.setString(3, request.hospitalCode());
            insert.setString(4, request.operation());
            insert.setString(5, request.idempotencyKey());
            insert.setString(6, refusal.code().code());
            insert.setString(7, text(refusal));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a refusal could not be recorded", e);
        }
    }

    private Connection connection() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            LOG.warnf("no database connection: %s", e.getMessage());
            throw Refusal.of(RefusalCode.OVERLOADED).asException();
        }
    }

    private static String text(Refusal refusal) {
        Map<String, String> facts = new TreeMap<>(refusal.facts());
        StringBuilder text = new StringBuilder(facts.toString());
        refusal.faults().stream()
                .limit(20)
                .forEach(fault -> text.append(' ').append(fault.field()).append(' ').append(fault.code().code()));
        return text.toString();
    }
}
