package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/**
 * Reads {@link Changes} in an order in which nothing that commits late is skipped: by the transaction that made them, and
 * only what no running transaction can still add to. So the feed stands still while a transaction that writes is open,
 * whatever it writes, and goes on when that ends.
 */
@ApplicationScoped
public class ChangeFeed {

    private static final String SELECT = "select tx::text::bigint, id, recorded_at, client_id, subject, kind, object,"
            + " person_id, area, department, effective_from, effective_to, facts from change_record"
            + " where topic = ? and (tx, id) > (?::text::xid8, ?) and tx < ?::text::xid8"
            + " and (?::text is null or kind = ?)"
            + " and (?::text[] is null or (area is null and ?) or exists (select from unnest(?::text[]) p"
            + " where area like p || '%' or area_after like p || '%'))"
            + " order by tx, id limit ?";

    private final AgroalDataSource database;

    ChangeFeed(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * A place in the feed.
     *
     * @param tx number of a transaction
     * @param id of a change within it
     */
    public record Position(long tx, long id) {

        /** Before everything. */
        public static final Position START = new Position(0, 0);

        private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

        /** The position as readers get it; they send it back and read nothing into it. */
        public String text() {
            byte[] plain = (tx + "." + id).getBytes(StandardCharsets.US_ASCII);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
        }

        /**
         * Reads the query parameter {@code after}.
         *
         * @param text null or empty means the beginning
         * @throws org.onestop.refusal.RefusedException invalid-request where it is no position
         */
        public static Position read(String text) {
            if (text == null || text.isEmpty()) {
                return START;
            }
            try {
                Matcher plain = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
                if (plain.matches()) {
                    return new Position(Long.parseLong(plain.group(1)), Long.parseLong(plain.group(2)));
                }
            } catch (IllegalArgumentException e) {
                throw unreadable();
            }
            throw unreadable();
        }

        private static RuntimeException unreadable() {
            return Refusal.of(RefusalCode.INVALID_REQUEST, FieldFault.of("after", FieldFault.Code.INVALID_TEXT))
                    .asException();
        }
    }

    /**
     * What a reader wants and may see.
     *
     * @param kind      null for every kind
     * @param prefixes  beginnings of the areas where it is, or is afterwards; null for everywhere
     * @param placeless whether what is of no area is wanted too
     */
    public record Wanted(Changes.Topic topic, String kind, List<String> prefixes, boolean placeless) {

        /** Every kind, everywhere. */
        public static Wanted all(Changes.Topic topic, String kind) {
            return new Wanted(topic, kind, null, true);
        }
    }

    /** A change with its author and the moment it was recorded. */
    public record Entry(OffsetDateTime recordedAt, Changes.Author author, Changes.Change change) {}

    /**
     * A page.
     *
     * @param next where to go on; behind everything that was looked through, wanted or not
     * @param more whether there may be more already; otherwise the reader has caught up
     */
    public record Page(List<Entry> entries, Position next, boolean more) {}

    /** Reads what comes after a position. */
    public Page read(Wanted wanted, Position after, int limit) {
        try (Connection connection = database.getConnection()) {
            // In a statement of its own, and before the other: whatever is below it has ended by then, and is seen.
            long horizon = horizon(connection);
            return page(connection, wanted, after, horizon, limit);
        } catch (SQLException e) {
            throw new IllegalStateException("the changes could not be read", e);
        }
    }

    /** The number of the oldest transaction that still runs, or of the next to come. */
    private static long horizon(Connection connection) throws SQLException {
        String sql = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Page page(Connection connection, Wanted wanted, Position after, long horizon, int limit)
            throws SQLException {
        List<Entry> entries = new ArrayList<>();
        Position next = new Position(Math.max(horizon, after.tx()), horizon > after.tx() ? 0 : after.id());
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            bind(connection, query, wanted, after, horizon, limit);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                    if (entries.size() == limit) {
                        next = new Position(row.getLong(1), row.getLong(2));
                    }
                }
            }
        }
        return new Page(entries, next, entries.size() == limit);
    }

    private static void bind(
            Connection connection, PreparedStatement query, Wanted wanted, Position after, long horizon, int limit)
            throws SQLException {
        var prefixes = wanted.prefixes() == null
                ? null
                : connection.createArrayOf("text", wanted.prefixes().toArray());
        query.setString(1, wanted.topic().name());
        query.setString(2, Long.toString(after.tx()));
        query.setLong(3, after.id());
        query.setString(4, Long.toString(horizon));
        query.setString(5, wanted.kind());
        query.setString(6, wanted.kind());
        query.setArray(7, prefixes);
        query.setBoolean(8, wanted.placeless());
        query.setArray(9, prefixes);
        query.setInt(10, limit);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                BusinessClock.at(row.getObject(3, OffsetDateTime.class).toInstant()),
                new Changes.Author(row.getString(4), row.getString(5)),
                new Changes.Change(
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, UUID.class),
                        row.getString(9),
                        row.getString(10),
                        row.getObject(11, LocalDate.class),
                        row.getObject(12, LocalDate.class),
                        row.getString(13)));
    }
}
