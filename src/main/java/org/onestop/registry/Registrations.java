package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.time.BusinessClock;

/** Puts persons, enrolments and households on record, each unless it is there already. */
@ApplicationScoped
public class Registrations {

    private final AgroalDataSource database;
    private final Persons persons;
    private final IdentityVault vault;
    private final BusinessClock clock;

    Registrations(AgroalDataSource database, Persons persons, IdentityVault vault, BusinessClock clock) {
        this.database = database;
        this.persons = persons;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * A person's basic medical insurance.
     *
     * @param workingStatus null for residents
     * @param suspendedFrom null where it is not suspended
     */
    public record Enrolment(Scheme scheme, WorkingStatus workingStatus, LocalDate from, LocalDate suspendedFrom) {}

    /** The person with that number; a new one where nobody has it. */
    @Transactional
    public UUID person(IdNumber idNumber, PersonName name) {
        Optional<UUID> known = persons.find(idNumber);
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = UUID.randomUUID();
        run("insert into person (id, created_at) values (?, ?)", id, clock.now());
        run(
                "insert into person_identity (person_id, revision, id_index, sealed, key_id, recorded_at)"
                        + " values (?, 1, ?, ?, ?, ?)",
                id,
                vault.index(idNumber),
                vault.seal(id, 1, idNumber, name),
                vault.keyId(),
                clock.now());
        return id;
    }

    /** Enrols a person. */
    @Transactional
    public void enrol(UUID person, Enrolment enrolment) {
        run(
                "insert into enrolment (person_id, scheme, working_status, valid_from, recorded_at)"
                        + " select ?, ?, ?, ?::date, ? where not exists (select from enrolment"
                        + " where person_id = ? and valid_from = ? and superseded_at is null)",
                person,
                enrolment.scheme().name(),
                enrolment.workingStatus() == null ? null : enrolment.workingStatus().name(),
                enrolment.from(),
                clock.now(),
                person,
                enrolment.from());
        if (enrolment.suspendedFrom() != null) {
            run(
                    "insert into enrolment_suspension (person_id, valid_from, recorded_at) select ?, ?::date, ?"
                            + " where not exists (select from enrolment_suspension"
                            + " where person_id = ? and valid_from = ? and superseded_at is null)",
                    person,
                    enrolment.suspendedFrom(),
                    clock.now(),
                    person,
                    enrolment.suspendedFrom());
        }
    }

    /** Opens a household's file; it lives in the area from that day on. */
    @Transactional
    public void household(String fileNo, String area, LocalDate from) {
        run("insert into household (file_no, created_at) values (?, ?) on conflict do nothing", fileNo, clock.now());
        run(
                "insert into household_residence (file_no, area, valid_from, recorded_at) select ?, ?, ?::date, ?"
                        + " where not exists (select from household_residence where file_no = ? and superseded_at is null)",
                fileNo,
                area,
                from,
                clock.now(),
                fileNo);
    }

    /** Counts a person to a household. */
    @Transactional
    public void householdMember(String fileNo, UUID person, boolean seriouslyIll, LocalDate from) {
        run(
                "insert into household_member (file_no, person_id, relation, seriously_ill, valid_from, recorded_at)"
                        + " select ?, ?, 'OTHER', ?, ?::date, ? where not exists (select from household_member"
                        + " where person_id = ? and valid_from = ? and superseded_at is null)",
                fileNo,
                person,
                seriouslyIll,
                from,
                clock.now(),
                person,
                from);
    }

    /** Grants a household a category. */
    @Transactional
    public void category(String fileNo, CategoryPeriod period) {
        run(
                "insert into household_category (file_no, category, grade, approved_by, valid_from, valid_to, recorded_at)"
                        + " select ?, ?, ?, ?, ?::date, ?::date, ? where not exists (select from household_category"
                        + " where file_no = ? and category = ? and valid_from = ? and superseded_at is null)",
                fileNo,
                period.category().name(),
                period.grade() == null ? null : period.grade().name(),
                period.approvedBy().name(),
                period.from(),
                period.to(),
                clock.now(),
                fileNo,
                period.category().name(),
                period.from());
    }

    private void run(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null) {
                    // Of no type: the database takes it from the column.
                    statement.setNull(i + 1, Types.NULL);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the register could not be written", e);
        }
    }
}
