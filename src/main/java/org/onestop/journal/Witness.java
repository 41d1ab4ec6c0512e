package org.onestop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A feature's table shown to the verification: what its rows, as they stand now, say that was recorded of them. */
public interface Witness {

    /** The table's name, as findings give it. */
    String table();

    /** The kinds of journal records that are of its rows. */
    Set<String> kinds();

    /**
     * A row.
     *
     * @param subject of its record
     * @param row     its key, as findings give it
     * @param digest  made anew from the row
     * @param odd     columns that the digest covers only through another one, and that differ from that; may be empty
     */
    record Shown(UUID subject, String kind, String row, byte[] digest, List<String> odd) {}

    /** The rows of these subjects; of a subject that has none there is nothing. */
    List<Shown> rows(Connection connection, Collection<UUID> subjects) throws SQLException;

    /** How many rows a subject has whose record is of a kind. */
    record Counted(UUID subject, String kind, int rows) {}

    /**
     * Every subject, in the order of the ids.
     *
     * @param after where the page before ended
     */
    List<Counted> subjects(Connection connection, UUID after, int limit) throws SQLException;
}
