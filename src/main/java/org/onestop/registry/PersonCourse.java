package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;

/** What the register knows now of the days of a person: insurance, households and their categories, death. */
@ApplicationScoped
public class PersonCourse {

    private static final String CATEGORIES = "select c.file_no, c.category, c.grade, greatest(c.valid_from, m.valid_from),"
            + " nullif(least(coalesce(c.valid_to, 'infinity'), coalesce(m.valid_to, 'infinity')), 'infinity')"
            + " from household_member m join household_category c on c.file_no = m.file_no and c.superseded_at is null"
            + " and c.valid_from <= coalesce(m.valid_to, 'infinity') and coalesce(c.valid_to, 'infinity') >= m.valid_from"
            + " where m.person_id = ? and m.superseded_at is null and greatest(c.valid_from, m.valid_from) <= ?"
            + " and least(coalesce(c.valid_to, 'infinity'), coalesce(m.valid_to, 'infinity')) >= ? order by 4, 2, 1";

    private final EnrolmentRows rows;
    private final RegisterStatements statements;

    PersonCourse(EnrolmentRows rows, RegisterStatements statements) {
        this.rows = rows;
        this.statements = statements;
    }

    /**
     * Days in one scheme.
     *
     * @param workingStatus null for residents
     * @param to            null while it is open
     */
    public record Enrolment(Scheme scheme, WorkingStatus workingStatus, LocalDate from, LocalDate to) {}

    /** Days without benefits; {@code to} is null while it is open. */
    public record Suspension(LocalDate from, LocalDate to) {}

    /**
     * Days on which the person belonged to a household that held a category.
     *
     * @param grade null but for WORKER
     * @param to    null while it is open
     */
    public record Category(String fileNo, HardshipCategory category, WorkerGrade grade, LocalDate from, LocalDate to) {}

    /** All of it that touches some days; {@code diedOn} is null where no death is on record. */
    public record Course(
            List<Enrolment> enrolments, List<Suspension> suspensions, List<Category> categories, LocalDate diedOn) {}

    /** What touches the days from the first to the last. */
    public Course between(UUID person, LocalDate first, LocalDate last) {
        return new Course(
                rows.enrolments(person, null).stream()
                        .filter(each -> !each.from().isAfter(last) && each.lastsUntil(first))
                        .map(each -> new Enrolment(each.scheme(), each.workingStatus(), each.from(), each.to()))
                        .toList(),
                rows.suspensions(person, null).stream()
                        .filter(each -> each.overlaps(first, last))
                        .map(each -> new Suspension(each.from(), each.to()))
                        .toList(),
                statements.list(
                        CATEGORIES,
                        row -> new Category(
                                row.getString(1),
                                HardshipCategory.valueOf(row.getString(2)),
                                row.getString(3) == null ? null : WorkerGrade.valueOf(row.getString(3)),
                                row.getObject(4, LocalDate.class),
                                row.getObject(5, LocalDate.class)),
                        person,
                        last,
                        first),
                statements
                        .first(
                                "select died_on from person_death where person_id = ? and superseded_at is null",
                                row -> row.getObject(1, LocalDate.class),
                                person)
                        .orElse(null));
    }
}
