package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/**
 * Keeps what was changed in the register and in master data: the history of every file and the feed by which others follow
 * it. Never a citizen's name or number.
 */
@ApplicationScoped
public class Changes {

    private static final String INSERT = "insert into change_record"
            + " (recorded_at, client_id, subject, topic, kind, object, person_id, area, department,"
            + " effective_from, effective_to, facts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final AgroalDataSource database;
    private final BusinessClock clock;

    Changes(AgroalDataSource database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a change is of; each has a feed of its own. */
    public enum Topic {
        /** Persons, their insurance, households. */
        REGISTRY,
        HOSPITAL,
        CATALOGUE,
        /** The union's units and members. */
        MUTUAL_AID
    }

    /**
     * Who changes.
     *
     * @param clientId not null
     * @param subject  the person or machine behind the client; not null
     */
    public record Author(String clientId, String subject) {

        /** The service itself, where nobody asked for the change. */
        public static final Author SERVICE = new Author("onestop", "onestop");
    }

    /**
     * A change.
     *
     * @param kind       what happened, in capitals, such as {@code CATEGORY_APPROVED}
     * @param object     what it happened to: a file number, a hospital's or an item's code
     * @param person     whom it concerns; null where it is not one person's
     * @param area       where, 12 digits; null where it is of no place
     * @param department that owns it; null where none does
     * @param from       first day of its effect; null where it has none
     * @param to         last day of its effect; null while that is open
     * @param facts      a JSON object with what else a reader needs
     */
    public record Change(
            String kind,
            String object,
            UUID person,
            String area,
            String department,
            LocalDate from,
            LocalDate to,
            String facts) {}

    /** Appends a change of the register inside the transaction that makes it. */
    public void append(Author author, Change change) {
        append(author, List.of(change));
    }

    /** Appends changes of the register inside the transaction that makes them. */
    public void append(Author author, List<Change> changes) {
        append(author, Topic.REGISTRY, changes);
    }

    /** Appends changes inside the transaction that makes them. */
    public void append(Author author, Topic topic, List<Change> changes) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Change change : changes) {
                insert.setObject(1, clock.now());
                insert.setString(2, author.clientId());
                insert.setString(3, author.subject());
                insert.setString(4, topic.name());
                insert.setString(5, change.kind());
                insert.setString(6, change.object());
                insert.setObject(7, change.person());
                insert.setString(8, change.area());
                insert.setString(9, change.department());
                insert.setObject(10, change.from());
                insert.setObject(11, change.to());
                insert.setString(12, change.facts());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("a change could not be recorded", e);
        }
    }
}
