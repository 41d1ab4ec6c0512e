package org.onestop.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.onestop.history.Verdict;
import org.onestop.journal.Changes;
import org.onestop.time.BusinessClock;

/**
 * Brings many rows into the register at once, each at most once: a row that says what is on record already changes
 * nothing. Each row is judged as if the rows before it had been applied, and a row that is refused leaves nothing behind.
 *
 * <p>A row adds what is missing and may end what is open; it never takes back what the register has ended since, so that
 * an old file brought again undoes nothing. Batches of about a thousand rows cost least.
 */
@ApplicationScoped
public class BulkRegister {

    private final AgroalDataSource database;
    private final IdentityVault vault;
    private final Divisions divisions;
    private final DueDates dueDates;
    private final Changes changes;
    private final Event<RegisterCorrected> corrected;
    private final ObjectMapper json;
    private final BusinessClock clock;

    BulkRegister(
            AgroalDataSource database,
            IdentityVault vault,
            Divisions divisions,
            DueDates dueDates,
            Changes changes,
            Event<RegisterCorrected> corrected,
            ObjectMapper json,
            BusinessClock clock) {
        this.database = database;
        this.vault = vault;
        this.divisions = divisions;
        this.dueDates = dueDates;
        this.changes = changes;
        this.corrected = corrected;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Brings in members of households, with what is of the households, inside the caller's transaction.
     *
     * @return one verdict a row, in the rows' order
     * @throws IllegalStateException where the database refused, as it does where somebody else wrote the same at the
     *     same time; what the caller did since its last savepoint must be rolled back and may be tried again
     */
    @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = RuntimeException.class)
    public List<Verdict> households(Changes.Author author, List<HouseholdRow> rows) {
        OffsetDateTime now = clock.now();
        try (Connection connection = database.getConnection()) {
            planForWhatIsThere(connection);
            BatchFileTables.hold(connection, rows);
            PersonBatch persons = PersonBatch.read(
                    connection, vault, rows.stream().map(HouseholdRow::idNumber).toList());
            BatchFileTables tables = new BatchFileTables(connection, now, dueDates.nextReview(clock.today()));
            HouseholdBatch batch = new HouseholdBatch(divisions, persons, tables.read(rows, persons), clock.today());
            List<Verdict> verdicts = new ArrayList<>(rows.size());
            rows.forEach(row -> verdicts.add(batch.apply(row)));
            persons.write(connection, now);
            tables.write(batch.households());
            changes.append(author, BatchFileChanges.records(json, batch.households()));
            BatchFileChanges.corrections(batch.households(), persons, clock.today()).forEach(corrected::fire);
            return verdicts;
        } catch (SQLException e) {
            throw new IllegalStateException("households could not be written", e);
        }
    }

    /**
     * Brings in periods of insurance inside the caller's transaction; persons the register does not know become known.
     *
     * @return one verdict a row, in the rows' order
     * @throws IllegalStateException as {@link #households} does
     */
    @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = RuntimeException.class)
    public List<Verdict> enrolments(Changes.Author author, List<EnrolmentRow> rows) {
        OffsetDateTime now = clock.now();
        try (Connection connection = database.getConnection()) {
            planForWhatIsThere(connection);
            PersonBatch persons = PersonBatch.read(
                    connection, vault, rows.stream().map(EnrolmentRow::idNumber).toList());
            EnrolmentTables tables = new EnrolmentTables(connection, now);
            EnrolmentBatch batch = new EnrolmentBatch(persons, tables.read(persons));
            List<Verdict> verdicts = new ArrayList<>(rows.size());
            rows.forEach(row -> verdicts.add(batch.apply(row)));
            persons.write(connection, now);
            tables.write(batch.enrolments());
            changes.append(author, batch.records(json));
            batch.corrections(clock.today()).forEach(corrected::fire);
            return verdicts;
        } catch (SQLException e) {
            throw new IllegalStateException("enrolments could not be written", e);
        }
    }

    /**
     * The first batch meets empty tables and the last ones large ones: a plan made for the one and kept would read the
     * others from end to end.
     */
    private static void planForWhatIsThere(Connection connection) throws SQLException {
        try (PreparedStatement setting =
                connection.prepareStatement("select set_config('plan_cache_mode', 'force_custom_plan', true)")) {
            setting.execute();
        }
    }
}
