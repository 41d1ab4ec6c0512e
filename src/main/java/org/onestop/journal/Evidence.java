package org.onestop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a feature shows to the verification. The journal knows no feature: each comes forward by itself. */
public interface Evidence {

    /** Its tables of which the journal has records. */
    List<Witness> witnesses();

    /**
     * A row that doesn't follow from those it is made of.
     *
     * @param row    its key
     * @param detail what differs
     */
    record Stray(String table, String row, String detail) {}

    /**
     * Tables that have no records of their own, because they follow from others, compared with those.
     *
     * @param limit of what is told
     */
    default List<Stray> strays(Connection connection, int limit) throws SQLException {
        return List.of();
    }
}
