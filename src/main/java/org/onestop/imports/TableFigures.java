package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/**
 * Tells the database's planner how much there is, each time that a job has doubled what it added: plans made for a few
 * rows would read tens of thousands from end to end, and settlements would stand still beside the import.
 */
@ApplicationScoped
class TableFigures {

    private static final Logger LOG = Logger.getLogger(TableFigures.class);
    private static final int FIRST_AT = 1000;

    private final AgroalDataSource database;

    TableFigures(AgroalDataSource database) {
        this.database = database;
    }

    /** Whether the rows added have grown enough for the figures to be renewed. */
    static boolean areOld(Counts before, Counts after) {
        return Long.highestOneBit(after.added() / FIRST_AT) > Long.highestOneBit(before.added() / FIRST_AT);
    }

    /**
     * Renews them, if they are old, and not inside the transaction that adds the rows. What goes wrong with it harms no
     * import.
     */
    void renewed(Counts before, Counts after) {
        if (!areOld(before, after)) {
            return;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select renew_figures()");
        } catch (SQLException e) {
            LOG.warnf("the planner's figures could not be renewed: %s", SqlStates.explained(e));
        }
    }
}
