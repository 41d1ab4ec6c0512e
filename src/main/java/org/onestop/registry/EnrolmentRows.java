package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;

/** Reads and writes the periods of persons' insurance: a row is superseded and another written, none is changed. */
@ApplicationScoped
class EnrolmentRows {

    private static final String ENROLMENTS = "select id, scheme, working_status, valid_from, valid_to, ended_because"
            + " from enrolment where person_id = ? and" + AsOf.KNOWN + " order by valid_from";

    private static final String SUSPENSIONS = "select id, valid_from, valid_to from enrolment_suspension"
            + " where person_id = ? and" + AsOf.KNOWN + " order by valid_from";

    private static final String AREA = "select r.area from household_member m join household_residence r"
            + " on r.file_no = m.file_no where m.person_id = ? and m.superseded_at is null and r.superseded_at is null"
            + " and ? between m.valid_from and coalesce(m.valid_to, 'infinity'::date)"
            + " and ? between r.valid_from and coalesce(r.valid_to, 'infinity'::date)";

    private final RegisterStatements statements;

    EnrolmentRows(RegisterStatements statements) {
        this.statements = statements;
    }

    /**
     * A period in one scheme.
     *
     * @param workingStatus null for residents
     * @param to            null while it is open
     * @param endedBecause  null while it is open, or where nobody said
     */
    record Enrolment(
            long id,
            Scheme scheme,
            WorkingStatus workingStatus,
            LocalDate from,
            LocalDate to,
            EnrolmentEnd endedBecause) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && lastsUntil(day);
        }

        boolean lastsUntil(LocalDate day) {
            return to == null || !to.isBefore(day);
        }
    }

    /** A suspension; {@code to} is null while it is open. */
    record Suspension(long id, LocalDate from, LocalDate to) {

        boolean overlaps(LocalDate first, LocalDate last) {
            return (last == null || !from.isAfter(last)) && (to == null || !to.isBefore(first));
        }
    }

    /**
     * The periods, in the order of their days.
     *
     * @param moment as the register knew them then; null means now
     */
    List<Enrolment> enrolments(UUID person, OffsetDateTime moment) {
        AsOf asOf = new AsOf(null, moment);
        return statements.list(ENROLMENTS, EnrolmentRows::enrolment, person, asOf.known(), asOf.known());
    }

    /** The suspensions; as {@link #enrolments}. */
    List<Suspension> suspensions(UUID person, OffsetDateTime moment) {
        AsOf asOf = new AsOf(null, moment);
        return statements.list(
                SUSPENSIONS,
                row -> new Suspension(
                        row.getLong(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class)),
                person,
                asOf.known(),
                asOf.known());
    }

    /** Where the household lives that a person belongs to on a day; empty where there is none. */
    Optional<Area> area(UUID person, LocalDate on) {
        return statements.first(AREA, row -> new Area(row.getString(1)), person, on, on);
    }

    /** The household that a person belongs or belonged to at last; {@code area} is where it lives at last. */
    record LastHousehold(String fileNo, Area area) {}

    /** Empty where the person never belonged to any. */
    Optional<LastHousehold> lastHousehold(UUID person) {
        return statements.first(
                "select m.file_no, r.area from household_member m join household_residence r on r.file_no = m.file_no"
                        + " where m.person_id = ? and m.superseded_at is null and r.superseded_at is null"
                        + " order by m.valid_from desc, r.valid_from desc limit 1",
                row -> new LastHousehold(row.getString(1), new Area(row.getString(2))),
                person);
    }

    void add(UUID person, Scheme scheme, WorkingStatus workingStatus, LocalDate from, OffsetDateTime at) {
        statements.run(
                "insert into enrolment (person_id, scheme, working_status, valid_from, recorded_at)"
                        + " values (?, ?, ?, ?, ?)",
                person,
                scheme,
                workingStatus,
                from,
                at);
    }

    /** Ends a period; one that ends before it begins has never been. */
    void end(UUID person, Enrolment period, LocalDate lastDay, EnrolmentEnd because, OffsetDateTime at) {
        statements.run("update enrolment set superseded_at = ? where id = ?", at, period.id());
        if (!lastDay.isBefore(period.from())) {
            statements.run(
                    "insert into enrolment (person_id, scheme, working_status, valid_from, valid_to, ended_because,"
                            + " recorded_at) values (?, ?, ?, ?, ?, ?, ?)",
                    person,
                    period.scheme(),
                    period.workingStatus(),
                    period.from(),
                    lastDay,
                    because,
                    at);
        }
    }

    void suspend(UUID person, LocalDate from, LocalDate to, OffsetDateTime at) {
        statements.run(
                "insert into enrolment_suspension (person_id, valid_from, valid_to, recorded_at) values (?, ?, ?, ?)",
                person,
                from,
                to,
                at);
    }

    /** Ends a suspension; one that ends before it begins has never been. */
    void resume(UUID person, Suspension suspension, LocalDate lastDay, OffsetDateTime at) {
        statements.run("update enrolment_suspension set superseded_at = ? where id = ?", at, suspension.id());
        if (!lastDay.isBefore(suspension.from())) {
            suspend(person, suspension.from(), lastDay, at);
        }
    }

    private static Enrolment enrolment(ResultSet row) throws SQLException {
        String workingStatus = row.getString(3);
        String because = row.getString(6);
        return new Enrolment(
                row.getLong(1),
                Scheme.valueOf(row.getString(2)),
                workingStatus == null ? null : WorkingStatus.valueOf(workingStatus),
                row.getObject(4, LocalDate.class),
                row.getObject(5, LocalDate.class),
                because == null ? null : EnrolmentEnd.valueOf(because));
    }
}
