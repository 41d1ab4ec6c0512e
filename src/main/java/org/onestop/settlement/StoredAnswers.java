package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.onestop.registry.IdentityVault;
import org.onestop.registry.Persons;

/** Gives stored answers again, byte for byte as they were first given. */
@ApplicationScoped
class StoredAnswers {

    private final Documents documents;
    private final Persons persons;

    StoredAnswers(Documents documents, Persons persons) {
        this.documents = documents;
        this.persons = persons;
    }

    /** Where a settlement can be read. */
    static String link(UUID id) {
        return "/api/v1/settlements/" + id;
    }

    /** A settlement's first answer. */
    Answer first(Connection connection, UUID id) throws SQLException {
        StoredSettlement stored = SettlementReader.byId(connection, id)
                .orElseThrow(() -> new IllegalStateException("a key is bound to a settlement that is not there: " + id));
        return new Answer(id, first(connection, stored), true);
    }

    /** A settlement as it stands today. */
    byte[] today(Connection connection, StoredSettlement stored) throws SQLException {
        return body(connection, stored, stored.stands() ? "STANDING" : "REVERSED");
    }

    /** The first answer of a settlement at hand. */
    byte[] first(Connection connection, StoredSettlement stored) throws SQLException {
        return body(connection, stored, null);
    }

    /** A reversal's first answer. */
    Answer reversal(Connection connection, UUID id) throws SQLException {
        String sql = "select answer, record_digest from settlement_reversal where id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a key is bound to a reversal that is not there: " + id);
                }
                return new Answer(id, documents.reversal(row.getBytes(1), row.getBytes(2)), true);
            }
        }
    }

    private byte[] body(Connection connection, StoredSettlement stored, String state) throws SQLException {
        IdentityVault.Identity identity =
                persons.identity(connection, stored.personId(), stored.identityRevision());
        return documents.settlement(stored.answer(), identity.idNumber(), identity.name(), stored.digest(), state);
    }
}
