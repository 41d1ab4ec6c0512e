package org.onestop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Blocks and leaves as they are kept. */
final class Seals {

    private static final String SELECT = "select height, previous, first, records, root, log, sealed_at, complete_to,"
            + " key_id, digest, signature from journal_block ";

    /** Rows that are fetched at once, where a transaction allows to fetch in parts. */
    private static final int FETCHED = 10_000;

    private Seals() {}

    /**
     * A leaf as it is kept.
     *
     * @param subject null where the record has none
     */
    record Kept(long position, String source, long record, String kind, UUID subject, byte[] hash) {

        /** What it is of, as findings tell it. */
        String about() {
            return subject == null ? kind : kind + " " + subject;
        }
    }

    static Optional<Seal> newest(Connection connection) throws SQLException {
        return read(connection, "order by height desc limit 1").stream().findFirst();
    }

    static Optional<Seal> at(Connection connection, long height) throws SQLException {
        return read(connection, "where height = ?", height).stream().findFirst();
    }

    /** The seal of the block that has a position. */
    static Optional<Seal> over(Connection connection, long position) throws SQLException {
        return read(connection, "where first <= ? order by first desc limit 1", position).stream()
                .filter(seal -> position < seal.header().next())
                .findFirst();
    }

    /** Seals by height. */
    static List<Seal> from(Connection connection, long height, int limit) throws SQLException {
        return read(connection, "where height >= ? order by height limit ?", height, limit);
    }

    /** The digests of the headers below a height, in order. */
    static void digests(Connection connection, long below, Consumer<byte[]> each) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select digest from journal_block where height < ? order by height")) {
            query.setLong(1, below);
            query.setFetchSize(FETCHED);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    each.accept(row.getBytes(1));
                }
            }
        }
    }

    /** The leaves at positions from one on and below another. */
    static List<Kept> leaves(Connection connection, long from, long below) throws SQLException {
        return leaves(connection, "where position >= ? and position < ? order by position", from, below);
    }

    /** The leaf of a record of the journal; the newest where a subject has several. */
    static Optional<Kept> leafOf(Connection connection, UUID subject) throws SQLException {
        return leaves(connection, "where subject_id = ? order by position desc limit 1", subject).stream()
                .findFirst();
    }

    static Optional<Kept> leafOf(Connection connection, String source, long record) throws SQLException {
        return leaves(connection, "where source = ? and record_id = ?", source, record).stream().findFirst();
    }

    private static List<Kept> leaves(Connection connection, String rest, Object... values) throws SQLException {
        String sql = "select position, source, record_id, kind, subject_id, hash from journal_leaf ";
        try (PreparedStatement query = connection.prepareStatement(sql + rest)) {
            bind(query, values);
            List<Kept> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Kept(
                            row.getLong(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getObject(5, UUID.class),
                            row.getBytes(6)));
                }
            }
            return found;
        }
    }

    private static List<Seal> read(Connection connection, String rest, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + rest)) {
            bind(query, values);
            List<Seal> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(seal(row));
                }
            }
            return found;
        }
    }

    private static void bind(PreparedStatement query, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            query.setObject(i + 1, values[i]);
        }
    }

    private static Seal seal(ResultSet row) throws SQLException {
        SealHeader header = new SealHeader(
                row.getLong(1),
                row.getBytes(2),
                row.getLong(3),
                row.getInt(4),
                row.getBytes(5),
                row.getBytes(6),
                row.getObject(7, OffsetDateTime.class),
                row.getObject(8, OffsetDateTime.class),
                row.getString(9));
        return new Seal(header, row.getBytes(10), row.getBytes(11));
    }

    /** Writes a block and its leaves. */
    static void write(Connection connection, Seal seal, List<Leaf> leaves, List<byte[]> hashes) throws SQLException {
        SealHeader header = seal.header();
        String sql = "insert into journal_block (height, previous, first, records, root, log, sealed_at, complete_to,"
                + " key_id, digest, signature) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, header.height());
            insert.setBytes(2, header.previous());
            insert.setLong(3, header.first());
            insert.setInt(4, header.records());
            insert.setBytes(5, header.root());
            insert.setBytes(6, header.log());
            insert.setObject(7, header.sealedAt());
            insert.setObject(8, header.completeTo(), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setString(9, header.keyId());
            insert.setBytes(10, seal.digest());
            insert.setBytes(11, seal.signature());
            insert.executeUpdate();
        }
        write(connection, header.first(), leaves, hashes);
    }

    private static void write(Connection connection, long first, List<Leaf> leaves, List<byte[]> hashes)
            throws SQLException {
        String sql = "insert into journal_leaf (position, source, record_id, kind, subject_id, hash)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < leaves.size(); i++) {
                Leaf leaf = leaves.get(i);
                insert.setLong(1, first + i);
                insert.setString(2, leaf.source());
                insert.setLong(3, leaf.id());
                insert.setString(4, leaf.kind());
                insert.setObject(5, leaf.subject(), Types.OTHER);
                insert.setBytes(6, hashes.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
