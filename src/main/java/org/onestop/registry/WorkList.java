package org.onestop.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.http.Cursor;
import org.onestop.time.BusinessClock;

/** What waits for whom, and for how long (待办清单): the most urgent first. */
@ApplicationScoped
class WorkList {

    private static final String OPERATION = "READ_WORK_LIST";

    /** Its parameters: today, four times. */
    private static final String WORK = "select * from (select application_id as id, file_no, category, stage, area,"
            + " department, waiting_since, due_on from open_application union all"
            + " select c.id, c.file_no, c.category, 'CATEGORY_REVIEW', r.area, c.approved_by, c.review_due_on,"
            + " c.review_due_on from household_category c join household_residence r on r.file_no = c.file_no"
            + " and r.superseded_at is null and r.valid_from <= ? and (r.valid_to is null or r.valid_to >= ?)"
            + " where c.superseded_at is null and c.review_due_on <= ? and (c.valid_to is null or c.valid_to >= ?)) w"
            + " where true";

    private final RegisterStatements statements;
    private final Divisions divisions;
    private final WorkingDays workingDays;
    private final AccessLog log;
    private final BusinessClock clock;

    WorkList(
            RegisterStatements statements,
            Divisions divisions,
            WorkingDays workingDays,
            AccessLog log,
            BusinessClock clock) {
        this.statements = statements;
        this.divisions = divisions;
        this.workingDays = workingDays;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param stage   null means any
     * @param overdue whether its day must have passed, or must not; null means either
     * @param cursor  null for the first page
     */
    record Wanted(WorkStage stage, Boolean overdue, String cursor, int limit) {}

    /**
     * One thing that waits.
     *
     * @param id of the application, or of the category whose review is due
     */
    record Item(
            UUID id,
            String fileNo,
            HardshipCategory category,
            WorkStage stage,
            String area,
            Department department,
            LocalDate waitingSince,
            int workingDaysWaited,
            LocalDate dueOn,
            boolean overdue) {}

    /**
     * One page.
     *
     * @param calendarYears the years whose holidays are known; another year's working days are its weekdays
     * @param next          cursor of the next page; null on the last
     */
    record Page(
            List<Item> items, Set<Integer> calendarYears, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * Reads a page: for a registrar what waits for that level, area and department, for an auditor everything.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing
     */
    @Transactional
    Page read(Caller caller, Wanted wanted) {
        caller.require(Role.REGISTRAR, Role.CIVIL_AFFAIRS_AUDITOR);
        LocalDate today = clock.today();
        Sought sought = new Sought(today, today, today, today);
        if (!caller.is(Role.CIVIL_AFFAIRS_AUDITOR)) {
            own(sought, caller.requireRegistrar());
        }
        if (wanted.stage() != null) {
            sought.and("stage = ?", wanted.stage());
        }
        if (wanted.overdue() != null) {
            sought.and("(due_on < ?) = ?", today, wanted.overdue());
        }
        if (wanted.cursor() != null) {
            after(sought, wanted.cursor());
        }
        sought.then("order by due_on, id limit ?", wanted.limit() + 1);
        log.append(caller, new AccessLog.Look(OPERATION, null, null, null));
        return page(
                statements.list(WORK + sought.conditions(), row -> item(row, today), sought.values()), wanted.limit());
    }

    private Page page(List<Item> found, int limit) {
        if (found.size() <= limit) {
            return new Page(found, workingDays.years(), null);
        }
        Item last = found.get(limit - 1);
        String next = Cursor.of(last.dueOn().toString(), last.id().toString());
        return new Page(found.subList(0, limit), workingDays.years(), next);
    }

    private void own(Sought sought, Registrar who) {
        sought.within("area", divisions.prefixes(who.area()));
        switch (who.level()) {
            case COMMUNITY -> sought.and("stage in ('LODGING', 'INVESTIGATION')");
            case TOWNSHIP -> sought.and("stage = 'REVIEW'");
            case COUNTY -> sought.and("stage in ('APPROVAL', 'CATEGORY_REVIEW') and department = ?", who.department());
        }
    }

    private static void after(Sought sought, String cursor) {
        List<String> part = Cursor.read(cursor, 2);
        try {
            sought.and("(due_on, id) > (?, ?)", LocalDate.parse(part.get(0)), UUID.fromString(part.get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.refused();
        }
    }

    private Item item(ResultSet row, LocalDate today) throws SQLException {
        LocalDate since = row.getObject(7, LocalDate.class);
        LocalDate dueOn = row.getObject(8, LocalDate.class);
        return new Item(
                row.getObject(1, UUID.class),
                row.getString(2),
                HardshipCategory.valueOf(row.getString(3)),
                WorkStage.valueOf(row.getString(4)),
                row.getString(5),
                Department.valueOf(row.getString(6)),
                since,
                workingDays.between(since, today),
                dueOn,
                dueOn.isBefore(today));
    }
}
