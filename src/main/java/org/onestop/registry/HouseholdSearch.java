package org.onestop.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.http.Cursor;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Looks for households: a registrar in the own area, an auditor everywhere. Who looked is recorded, found or not. */
@ApplicationScoped
class HouseholdSearch {

    private static final String OPERATION = "SEARCH_HOUSEHOLDS";

    /** Its parameters: today, seven times. */
    private static final String HOUSEHOLDS = "select * from (select h.file_no, r.area,"
            + " (select count(*) from household_member m where m.file_no = h.file_no and m.superseded_at is null"
            + " and m.valid_from <= ? and (m.valid_to is null or m.valid_to >= ?)) as persons,"
            + " coalesce((select string_agg(c.category, ',' order by c.category) from household_category c"
            + " where c.file_no = h.file_no and c.superseded_at is null and c.valid_from <= ?"
            + " and (c.valid_to is null or c.valid_to >= ?)), '') as held,"
            + " exists (select from open_application o where o.file_no = h.file_no) as applies,"
            + " exists (select from household_category c where c.file_no = h.file_no and c.superseded_at is null"
            + " and c.valid_from <= ?) as ever"
            + " from household h join household_residence r on r.file_no = h.file_no and r.superseded_at is null"
            + " and r.valid_from <= ? and (r.valid_to is null or r.valid_to >= ?)) f where true";

    private static final String STATE =
            "case when held <> '' then 'APPROVED' when applies then 'APPLYING' when ever then 'ENDED' else 'REGISTERED' end";

    private final RegisterStatements statements;
    private final Divisions divisions;
    private final Persons persons;
    private final AccessLog log;
    private final BusinessClock clock;

    HouseholdSearch(
            RegisterStatements statements, Divisions divisions, Persons persons, AccessLog log, BusinessClock clock) {
        this.statements = statements;
        this.divisions = divisions;
        this.persons = persons;
        this.log = log;
        this.clock = clock;
    }

    /**
     * A household found.
     *
     * @param persons    how many belong to it
     * @param categories that it holds
     */
    record Found(String fileNo, String area, HouseholdState state, int persons, List<HardshipCategory> categories) {}

    /**
     * One page.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<Found> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * Looks for households.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, area-mismatch, id-number-invalid
     */
    @Transactional
    Page search(Caller caller, SearchHouseholds request) {
        caller.require(Role.REGISTRAR, Role.CIVIL_AFFAIRS_AUDITOR);
        List<String> prefixes = prefixes(caller, request.area());
        LocalDate today = clock.today();
        Sought sought = new Sought(today, today, today, today, today, today, today);
        UUID person = null;
        if (request.idNumber() != null) {
            Optional<UUID> known = persons.find(MemberForm.number("/idNumber", request.idNumber()));
            person = known.orElse(null);
            sought.and(
                    "file_no in (select file_no from household_member where person_id = ? and superseded_at is null"
                            + " and valid_from <= ? and (valid_to is null or valid_to >= ?))",
                    person, today, today);
        }
        log.append(
                caller,
                new AccessLog.Look(
                        OPERATION, request.purpose(), person, request.area() == null ? null : request.area().code()));
        if (prefixes != null) {
            sought.within("area", prefixes);
        }
        return page(request, sought);
    }

    private Page page(SearchHouseholds request, Sought sought) {
        if (request.category() != null) {
            sought.and("? = any (string_to_array(held, ','))", request.category());
        }
        if (request.state() != null) {
            sought.and(STATE + " = ?", request.state());
        }
        if (request.cursor() != null) {
            sought.and("file_no > ?", Cursor.read(request.cursor(), 1).get(0));
        }
        sought.then("order by file_no limit ?", request.limit() + 1);
        List<Found> found = statements.list(HOUSEHOLDS + sought.conditions(), HouseholdSearch::found, sought.values());
        return found.size() <= request.limit()
                ? new Page(found, null)
                : new Page(
                        found.subList(0, request.limit()),
                        Cursor.of(found.get(request.limit() - 1).fileNo()));
    }

    /** Where to look; null means everywhere. */
    private List<String> prefixes(Caller caller, Area wanted) {
        if (caller.is(Role.CIVIL_AFFAIRS_AUDITOR)) {
            return wanted == null ? null : divisions.prefixes(wanted);
        }
        Registrar who = caller.requireRegistrar();
        if (wanted != null && !divisions.answersFor(who.area(), wanted)) {
            throw Refusal.of(RefusalCode.AREA_MISMATCH).asException();
        }
        return divisions.prefixes(wanted == null ? who.area() : wanted);
    }

    private static Found found(ResultSet row) throws SQLException {
        String held = row.getString(4);
        return new Found(
                row.getString(1),
                row.getString(2),
                HouseholdState.of(!held.isEmpty(), row.getBoolean(5), row.getBoolean(6)),
                row.getInt(3),
                held.isEmpty()
                        ? List.of()
                        : Arrays.stream(held.split(",")).map(HardshipCategory::valueOf).toList());
    }
}
