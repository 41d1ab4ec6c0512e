package org.onestop.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Shows a table by one statement. Its first four columns are the subject, the record's kind, the row's key and an array of
 * the names of columns that differ from what covers them. The others are the lines of the canonical form under their names:
 * an array is several lines of one name, bytes are a digest. Those whose names begin with a number sign are not digested.
 */
public class RowWitness implements Witness {

    /** The digest as the row keeps it: must be what its columns make. */
    public static final String KEPT = "#record_digest";

    private static final int FIRST_LINE = 5;
    private static final String ASIDE = "#";

    private final String table;
    private final Set<String> kinds;
    private final String rows;
    private final String subjects;

    /**
     * Describes a table.
     *
     * @param rows     a select as above with one parameter, an array of subjects
     * @param subjects a select of subject, kind and how many rows, with two: the subject behind which to begin, and a limit
     */
    public RowWitness(String table, Set<String> kinds, String rows, String subjects) {
        this.table = table;
        this.kinds = kinds;
        this.rows = rows;
        this.subjects = subjects;
    }

    /** The statement that counts the rows of a table with one row for each subject, all of one kind. */
    public static String each(String table, String kind) {
        return "select id, '" + kind + "', 1 from " + table + " where id > ? order by id limit ?";
    }

    @Override
    public final String table() {
        return table;
    }

    @Override
    public final Set<String> kinds() {
        return kinds;
    }

    @Override
    public final List<Shown> rows(Connection connection, Collection<UUID> wanted) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(rows)) {
            query.setArray(1, connection.createArrayOf("uuid", wanted.toArray()));
            List<Shown> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(shown(row));
                }
            }
            return found;
        }
    }

    private Shown shown(ResultSet row) throws SQLException {
        List<String> odd = new ArrayList<>(List.of((String[]) row.getArray(4).getArray()));
        String kind = row.getString(2);
        RecordText text = new RecordText("record", kind + ".1");
        byte[] kept = null;
        ResultSetMetaData columns = row.getMetaData();
        for (int i = FIRST_LINE; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            if (name.equals(KEPT)) {
                kept = row.getBytes(i);
            } else if (!name.startsWith(ASIDE)) {
                add(text, name, value(row, i, columns.getColumnTypeName(i)));
            }
        }
        byte[] digest = text.digest();
        if (kept != null && !Arrays.equals(kept, digest)) {
            odd.add(KEPT.substring(ASIDE.length()));
        }
        judge(row, odd);
        return new Shown(row.getObject(1, UUID.class), kind, row.getString(3), digest, odd);
    }

    private static void add(RecordText text, String name, Object value) throws SQLException {
        if (value instanceof Array several) {
            for (Object each : (Object[]) several.getArray()) {
                text.line(name, each);
            }
        } else {
            text.line(name, value);
        }
    }

    private static Object value(ResultSet row, int column, String type) throws SQLException {
        return switch (type) {
            case "timestamptz" -> row.getObject(column, OffsetDateTime.class);
            case "bytea" -> row.getBytes(column);
            case "bool" -> row.getObject(column);
            default -> type.startsWith("_") ? row.getArray(column) : row.getString(column);
        };
    }

    /** Adds the names of columns that differ from what covers them, where a statement can't tell. */
    protected void judge(ResultSet row, List<String> odd) throws SQLException {}

    @Override
    public final List<Counted> subjects(Connection connection, UUID after, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(subjects)) {
            query.setObject(1, after);
            query.setInt(2, limit);
            List<Counted> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Counted(row.getObject(1, UUID.class), row.getString(2), row.getInt(3)));
                }
            }
            return found;
        }
    }
}
