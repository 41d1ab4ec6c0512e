package org.onestop.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Signing keys as they are stored. */
@ApplicationScoped
class SignatureKeyRows {

    private static final String SELECT = "select k.key_id, k.client_id, k.algorithm, k.sealed_key, k.sealed_under,"
            + " k.public_key, k.signature_form, k.signer_id, k.registered_by, k.registered_at, e.ended_by, e.ended_at"
            + " from signature_key k left join signature_key_end e on e.key_id = k.key_id";

    private final AgroalDataSource database;

    SignatureKeyRows(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * A key; its members are those of the table.
     *
     * @param sealedKey null but for a secret, like {@code sealedUnder}
     * @param publicKey null but for SM2, like {@code form} and {@code signerId}
     * @param endedBy   null while it is valid, like {@code endedAt}
     */
    record Row(
            UUID keyId,
            String clientId,
            SignatureAlgorithm algorithm,
            byte[] sealedKey,
            String sealedUnder,
            byte[] publicKey,
            SignatureForm form,
            String signerId,
            String registeredBy,
            OffsetDateTime registeredAt,
            String endedBy,
            OffsetDateTime endedAt) {

        boolean isValid() {
            return endedAt == null;
        }
    }

    /** The keys of a client, those that have ended too, in the order in which they came. */
    List<Row> of(String clientId) {
        return select(" where k.client_id = ? order by k.registered_at, k.key_id", clientId);
    }

    /** Every client's valid keys. */
    List<Row> valid() {
        return select(" where e.key_id is null");
    }

    void add(Row row) {
        execute(
                "insert into signature_key (key_id, client_id, algorithm, sealed_key, sealed_under, public_key,"
                        + " signature_form, signer_id, registered_by, registered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.keyId(),
                row.clientId(),
                row.algorithm().name(),
                row.sealedKey(),
                row.sealedUnder(),
                row.publicKey(),
                row.form() == null ? null : row.form().name(),
                row.signerId(),
                row.registeredBy(),
                row.registeredAt());
    }

    void end(UUID keyId, String by, OffsetDateTime at) {
        execute("insert into signature_key_end (key_id, ended_by, ended_at) values (?, ?, ?)", keyId, by, at);
    }

    private List<Row> select(String condition, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SELECT + condition)) {
            set(query, values);
            List<Row> rows = new ArrayList<>();
            try (ResultSet each = query.executeQuery()) {
                while (each.next()) {
                    rows.add(row(each));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("signing keys could not be read", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String form = row.getString("signature_form");
        return new Row(
                row.getObject("key_id", UUID.class),
                row.getString("client_id"),
                SignatureAlgorithm.valueOf(row.getString("algorithm")),
                row.getBytes("sealed_key"),
                row.getString("sealed_under"),
                row.getBytes("public_key"),
                form == null ? null : SignatureForm.valueOf(form),
                row.getString("signer_id"),
                row.getString("registered_by"),
                row.getObject("registered_at", OffsetDateTime.class),
                row.getString("ended_by"),
                row.getObject("ended_at", OffsetDateTime.class));
    }

    private void execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("a signing key could not be written", e);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
