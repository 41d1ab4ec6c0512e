package org.onestop.hospital;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestop.history.Verdict;
import org.onestop.journal.Changes;

/**
 * Looks hospitals up in a copy held in memory. Whoever asks says which version of the table it must be at least: a
 * settlement learns the version in the same statement with which it reads everything else.
 */
@ApplicationScoped
public class Hospitals {

    private final HospitalRepository hospitals;
    private final HospitalHistory history;
    private volatile HospitalRepository.Copy copy = new HospitalRepository.Copy(-1, Map.of());

    Hospitals(HospitalRepository hospitals, HospitalHistory history) {
        this.hospitals = hospitals;
        this.history = history;
    }

    /**
     * A hospital as it was on a day.
     *
     * @param version of the table that the copy must have reached
     */
    public Optional<Hospital> find(String code, LocalDate on, long version) {
        if (!hasReached(version)) {
            refresh(version);
        }
        return copy.byCode().getOrDefault(code, List.of()).stream()
                .filter(period -> period.coversDay(on))
                .findFirst();
    }

    /** Whether looking up at a version asks the database nothing. */
    public boolean hasReached(long version) {
        return copy.version() >= version;
    }

    /** One at a time: whoever comes meanwhile waits for that one's copy instead of reading one of its own. */
    private synchronized void refresh(long version) {
        if (!hasReached(version)) {
            copy = hospitals.copy();
        }
    }

    /**
     * A hospital as it is on record for a day; asks the database, not the copy.
     *
     * @param connection the caller's, whose transaction may have changed it
     */
    public Optional<Hospital> onRecord(Connection connection, String code, LocalDate on) throws SQLException {
        return HospitalTable.onRecord(connection, code, on);
    }

    /** Puts a hospital's period on record, unless one that begins on that day is there already. */
    @Transactional
    public void register(Hospital hospital) {
        boolean isThere = hospitals.periods(hospital.code()).stream()
                .anyMatch(period -> period.validFrom.equals(hospital.from()));
        if (!isThere) {
            history.apply(Changes.Author.SERVICE, List.of(hospital));
        }
    }

    /**
     * Brings many rows in at once, inside the caller's transaction, each judged as if the rows before it had been applied. A
     * row without a last day counts until the next period begins; one that begins on the same day as a period on record
     * corrects it; an old row brought again takes back nothing.
     *
     * @return one verdict a row, in the rows' order
     * @throws IllegalStateException where the database refused; the caller's transaction, or what it did since its last
     *     savepoint, must be rolled back and may be tried again
     */
    @Transactional(value = Transactional.TxType.MANDATORY, dontRollbackOn = RuntimeException.class)
    public List<Verdict> apply(Changes.Author author, List<Hospital> rows) {
        return history.apply(author, rows);
    }
}
