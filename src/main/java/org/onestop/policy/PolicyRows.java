package org.onestop.policy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.onestop.adjudication.Scheme;

/** The statements on the tables of used values. */
final class PolicyRows {

    private static final HexFormat HEX = HexFormat.of();
    private static final int PREFIX = "sha256:".length();
    private static final String COLUMNS = "v.id, v.valid_from, v.value_json, v.source, v.confidence, v.digest";

    /** A set as it was stored, its values in the order of their ids. */
    record StoredSet(Scheme scheme, List<PolicyValue> values) {}

    private PolicyRows() {}

    /**
     * Writes a set unless it is there, in the caller's transaction.
     *
     * @throws IllegalStateException if a value of it was used with another content before
     */
    static void write(Connection connection, PolicySet set, OffsetDateTime now) throws SQLException {
        insertValues(connection, set.values(), now);
        for (PolicyValue value : set.values()) {
            if (!exists(connection, value)) {
                throw new IllegalStateException(
                        "settlements have used another value of " + value.id() + " from " + value.from());
            }
        }
        insertSet(connection, set);
    }

    static Optional<StoredSet> set(Connection connection, byte[] digest) throws SQLException {
        String sql = "select " + COLUMNS + ", s.scheme from policy_set s"
                + " join policy_set_value sv on sv.set_digest = s.digest"
                + " join policy_value v on v.digest = sv.value_digest where s.digest = ? order by v.id collate \"C\"";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, digest);
            List<PolicyValue> values = new ArrayList<>();
            Scheme scheme = null;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    values.add(read(row));
                    scheme = Scheme.valueOf(row.getString("scheme"));
                }
            }
            return scheme == null ? Optional.empty() : Optional.of(new StoredSet(scheme, values));
        }
    }

    /** The digests of every set. */
    static List<byte[]> sets(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select digest from policy_set order by digest");
                ResultSet row = query.executeQuery()) {
            List<byte[]> digests = new ArrayList<>();
            while (row.next()) {
                digests.add(row.getBytes(1));
            }
            return digests;
        }
    }

    /** Every value ever used. */
    static List<PolicyValue> used(Connection connection) throws SQLException {
        String sql = "select " + COLUMNS + " from policy_value v order by v.id collate \"C\", v.valid_from";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            List<PolicyValue> values = new ArrayList<>();
            while (row.next()) {
                values.add(read(row));
            }
            return values;
        }
    }

    private static void insertValues(Connection connection, List<PolicyValue> values, OffsetDateTime now)
            throws SQLException {
        String sql = "insert into policy_value (digest, id, valid_from, value_json, source, confidence, first_used_at)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
        // Always in the order of ids, so that two writers of overlapping sets can't wait for each other.
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (PolicyValue value : values) {
                insert.setBytes(1, bytes(value));
                insert.setString(2, value.id());
                insert.setObject(3, value.from());
                insert.setString(4, value.value());
                insert.setString(5, value.source());
                insert.setString(6, value.confidence().word());
                insert.setObject(7, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static boolean exists(Connection connection, PolicyValue value) throws SQLException {
        String sql = "select 1 from policy_value where digest = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, bytes(value));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void insertSet(Connection connection, PolicySet set) throws SQLException {
        String sql = "insert into policy_set (digest, scheme) values (?, ?) on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBytes(1, set.digest());
            insert.setString(2, set.scheme().name());
            insert.executeUpdate();
        }
        String members = "insert into policy_set_value (set_digest, value_digest) values (?, ?) on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(members)) {
            for (PolicyValue value : set.values()) {
                insert.setBytes(1, set.digest());
                insert.setBytes(2, bytes(value));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * A stored value.
     *
     * @throws IllegalStateException if the row is not what was written
     */
    private static PolicyValue read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        LocalDate from = row.getObject("valid_from", LocalDate.class);
        PolicyValue value = PolicyValue.of(
                id,
                from,
                null,
                CanonicalJson.parse(row.getString("value_json")),
                row.getString("source"),
                Confidence.of(row.getString("confidence")).orElse(null));
        if (!value.digest().equals("sha256:" + HEX.formatHex(row.getBytes("digest")))) {
            throw new IllegalStateException("the stored value of " + id + " from " + from + " is not what was written");
        }
        return value;
    }

    private static byte[] bytes(PolicyValue value) {
        return HEX.parseHex(value.digest(), PREFIX, value.digest().length());
    }
}
