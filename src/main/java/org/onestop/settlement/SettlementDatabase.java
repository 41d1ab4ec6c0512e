package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Runs work on a connection and says what became of it where that went wrong: not taken at all, lost to somebody
 * else, or not known. A request that may have been committed is never answered as a failure.
 */
@ApplicationScoped
class SettlementDatabase {

    private static final Logger LOG = Logger.getLogger(SettlementDatabase.class);
    private static final int MOST_LOOKS = 4;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION_FAILURE = "40001";

    private final AgroalDataSource pool;

    SettlementDatabase(AgroalDataSource pool) {
        this.pool = pool;
    }

    /** What runs on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Where the parts of a longer piece of work run: each on a connection of its own that is given back in between,
     * or all on the one that a transaction holds. Whoever holds a connection must not wait for a second one: as many
     * requests as there are connections would then wait for each other.
     */
    interface Session {

        <T> T run(Work<T> work);

        /** As {@link #run}, of work that writes nothing. */
        <T> T look(Work<T> work);

        /** As {@link #run}, all of it in one transaction. */
        <T> T together(Work<T> work);

        /** Whether a connection is held in between. */
        boolean isHeld();
    }

    /** A session that holds nothing between its parts. */
    Session unheld() {
        return new Session() {
            @Override
            public <T> T run(Work<T> work) {
                return statements(work);
            }

            @Override
            public <T> T look(Work<T> work) {
                return reading(work);
            }

            @Override
            public <T> T together(Work<T> work) {
                return transaction(work);
            }

            @Override
            public boolean isHeld() {
                return false;
            }
        };
    }

    /** The session of a transaction. */
    static Session held(Connection connection) {
        return new Session() {
            @Override
            public <T> T run(Work<T> work) {
                try {
                    return work.run(connection);
                } catch (SQLException e) {
                    throw explained(e);
                }
            }

            @Override
            public <T> T look(Work<T> work) {
                try {
                    return work.run(connection);
                } catch (SQLException e) {
                    throw withoutWriting(e);
                }
            }

            @Override
            public <T> T together(Work<T> work) {
                return run(work);
            }

            @Override
            public boolean isHeld() {
                return true;
            }
        };
    }

    /** Each statement is its own transaction. */
    <T> T statements(Work<T> work) {
        try (Connection connection = connection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /**
     * As {@link #statements}, of work that writes nothing: where a connection is lost, nothing has happened, and
     * another one is tried. After a restart of the database the pool still holds some that have ended.
     */
    <T> T reading(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connection()) {
                return work.run(connection);
            } catch (SQLException e) {
                if (!isLost(e) || attempt == MOST_LOOKS) {
                    throw withoutWriting(e);
                }
            }
        }
    }

    /** All of it is one transaction, which a refusal undoes as a fault does. */
    <T> T transaction(Work<T> work) {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.run(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /** Without a connection nothing has happened. */
    private Connection connection() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            LOG.warnf("no database connection: %s", e.getMessage());
            throw Refusal.of(RefusalCode.OVERLOADED).asException();
        }
    }

    /** Until then nothing was written; a transaction that has lost its connection is undone. */
    private static RuntimeException withoutWriting(SQLException e) {
        if (isLost(e)) {
            LOG.error("the connection to the database was lost", e);
            return Refusal.of(RefusalCode.OVERLOADED).asException();
        }
        return explained(e);
    }

    private static boolean isLost(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static RuntimeException explained(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        switch (state) {
            case UNIQUE_VIOLATION, DEADLOCK, SERIALIZATION_FAILURE -> {
                return new LostRaceException(state);
            }
            // The wait was long already, and nothing was written: waiting again would only hold the connection longer.
            case LOCK_NOT_AVAILABLE -> {
                return Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
            }
            default -> {
                if (isLost(e)) {
                    LOG.error("the connection to the database was lost", e);
                    return Refusal.of(RefusalCode.OUTCOME_UNKNOWN).asException();
                }
                return new IllegalStateException("the database refused a statement", e);
            }
        }
    }
}
