package org.onestop.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/** The signatures that were taken already, in the database: sent again to another instance, one is no less old. */
@ApplicationScoped
class SignatureNonces {

    private static final String TAKE = "insert into signature_nonce (client_id, nonce, forget_at) select ?, ?, ?"
            + " where not exists (select from signature_key_end e where e.key_id = ?) on conflict do nothing";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    SignatureNonces(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of a nonce. */
    enum Outcome {
        TAKEN,
        /** It was taken before. */
        REPEATED,
        /** The key has ended. */
        KEY_ENDED
    }

    /**
     * Takes a nonce, once.
     *
     * @param until when a signature with it is too old anyway
     */
    Outcome take(String clientId, String nonce, UUID keyId, OffsetDateTime until) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(TAKE)) {
            insert.setString(1, clientId);
            insert.setString(2, nonce);
            insert.setObject(3, until);
            insert.setObject(4, keyId);
            if (insert.executeUpdate() == 1) {
                return Outcome.TAKEN;
            }
            return hasEnded(connection, keyId) ? Outcome.KEY_ENDED : Outcome.REPEATED;
        } catch (SQLException e) {
            throw new IllegalStateException("a nonce could not be taken", e);
        }
    }

    private static boolean hasEnded(Connection connection, UUID keyId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select from signature_key_end where key_id = ?")) {
            query.setObject(1, keyId);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Removes what is too old to be sent again. */
    void forgetOld() {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from signature_nonce where forget_at < ?")) {
            delete.setObject(1, clock.now());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("old nonces could not be removed", e);
        }
    }
}
