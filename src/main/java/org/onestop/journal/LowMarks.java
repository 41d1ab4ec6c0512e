package org.onestop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Below which ids a pass need not look: where nothing can come any more. Ids are drawn within transactions; whichever
 * transaction began to write after an id was to be seen draws higher ones. So once all have ended that had begun by
 * then, and a pass has been through, whatever may still come is above that id.
 *
 * <p>A row may draw its id a moment before its transaction is numbered. A margin is left for that; and since a process may
 * stand still in that moment for any time, the marks are no proof but a help, and are thrown away now and then.
 */
final class LowMarks {

    private static final long MARGIN = 1_000;

    private static final String NOW =
            "select pg_current_xact_id()::text::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private final Deque<Seen> looks = new ArrayDeque<>();
    private volatile Map<String, Long> low = Map.of();

    /**
     * What was to be seen at a moment.
     *
     * @param newest highest id of each source
     * @param tx     a transaction that began to write after that
     * @param oldest the oldest one that still ran
     */
    record Seen(Map<String, Long> newest, long tx, long oldest) {}

    /** Looks where things stand; in a transaction of its own, at the beginning of a pass. */
    Seen look(Connection connection, List<SealedTable> tables) throws SQLException {
        Map<String, Long> newest = new HashMap<>();
        for (SealedTable table : tables) {
            newest.put(table.source(), table.newest(connection));
        }
        try (PreparedStatement query = connection.prepareStatement(NOW);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Seen(newest, row.getLong(1), row.getLong(2));
        }
    }

    /** After a pass that has been through everything. */
    void done(Seen seen) {
        while (!looks.isEmpty() && looks.peekFirst().tx() < seen.oldest()) {
            low = looks.removeFirst().newest();
        }
        looks.addLast(seen);
    }

    /** Where to begin with a source. */
    long of(String source) {
        return Math.max(0, low.getOrDefault(source, 0L) - MARGIN);
    }
}
