package org.onestop.imports;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's error codes mean for a job (its manual, appendix A). */
final class SqlStates {

    private static final String GUARD = "OS001";

    private SqlStates() {}

    /** Whether the database refused what was written: a constraint, a value that does not fit, one of our own guards. */
    static boolean isRefusal(Throwable fault) {
        String state = state(fault);
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.equals(GUARD));
    }

    /** Whether it may work the next time: somebody else was quicker, a lock, the connection, the server's resources. */
    static boolean isPassing(Throwable fault) {
        String state = state(fault);
        return state != null
                && (state.startsWith("40")
                        || state.startsWith("08")
                        || state.startsWith("57")
                        || state.startsWith("53")
                        || state.equals("55P03")
                        || state.equals("25P03"));
    }

    /** The violated constraint's name; null where there is none. */
    static String constraint(Throwable fault) {
        ServerErrorMessage told = find(fault) instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return told == null ? null : told.getConstraint();
    }

    /** What to write into a log; never a value. */
    static String explained(Throwable fault) {
        return "SQL state " + state(fault) + ", constraint " + constraint(fault);
    }

    private static String state(Throwable fault) {
        SQLException found = find(fault);
        return found == null ? null : found.getSQLState();
    }

    /** The database's own exception; a batch's hangs behind another. */
    private static SQLException find(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                SQLException next = sql.getNextException();
                return next != null && next.getSQLState() != null ? next : sql;
            }
        }
        return null;
    }
}
