package org.onestop.sandbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.onestop.start.StartRefusedException;
import org.onestop.time.BusinessClock;

/**
 * Makes the parts of the demonstration city, each once: a part and the mark that it is there are one transaction, so that
 * whoever stops the service in between finds either all of a part or nothing of it.
 */
@ApplicationScoped
class CityParts {

    private static final Logger LOG = Logger.getLogger(CityParts.class);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final AgroalDataSource database;
    private final BusinessClock clock;

    CityParts(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whether a part is there.
     *
     * @param content tells what it is a part of
     * @throws StartRefusedException if it is there with another content
     */
    boolean isMade(String part, byte[] content) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select content from demonstration_part where part = ?")) {
            query.setString(1, part);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                if (!MessageDigest.isEqual(row.getBytes(1), content)) {
                    throw new StartRefusedException("数据库中已有另一座样例城市(种子、规模或版本不同);请换用新的数据目录,或恢复原来的配置。"
                            + " The database holds another demonstration city (of another seed, size or edition);"
                            + " use another data directory, or set the settings back.");
                }
                return true;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the demonstration city's marks could not be read", e);
        }
    }

    /** Makes a part unless it is there. */
    void make(String part, byte[] content, Runnable work) {
        if (isMade(part, content)) {
            return;
        }
        QuarkusTransaction.requiringNew().timeout((int) LONGEST.toSeconds()).run(() -> {
            mark(part, content);
            work.run();
        });
        LOG.debugf("样例城市 demonstration city: %s", part);
    }

    /** First, so that of two who begin at once the second waits, and gives up, instead of making everything twice. */
    private void mark(String part, byte[] content) {
        String sql = "insert into demonstration_part (part, content, made_at) values (?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, part);
            insert.setBytes(2, content);
            insert.setObject(3, clock.now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the demonstration city could not be marked; is another start making it?", e);
        }
    }
}
