package org.onestop.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.http.Cursor;
import org.onestop.time.BusinessClock;

/** Everything that ever happened to a household's file, in the order of recording, as far as the reader needs to know. */
@ApplicationScoped
class HouseholdHistory {

    private static final String OPERATION = "READ_HOUSEHOLD_HISTORY";

    /** What another than this part of the service wrote may tell of illness, so it is shown to those alone who may know. */
    private static final String PAGE = "select id, recorded_at, subject, kind, area, department, effective_from,"
            + " effective_to, case when ? or kind = any (?) then facts else '{}' end"
            + " from change_record where object = ? and id > ? and not (kind = any (?))"
            + " and not (kind = any (?) and department is distinct from coalesce(?::text, department))"
            + " order by id limit ?";

    private final Households households;
    private final RegisterStatements statements;
    private final AccessLog log;

    HouseholdHistory(Households households, RegisterStatements statements, AccessLog log) {
        this.households = households;
        this.statements = statements;
        this.log = log;
    }

    /**
     * One entry.
     *
     * @param subject    who did it
     * @param department that owns the category; null where it is of no category
     * @param from       first day of its effect; null where it has none
     * @param to         last day of its effect; null while that is open
     */
    record Entry(
            long id,
            OffsetDateTime recordedAt,
            String subject,
            String kind,
            String area,
            String department,
            LocalDate from,
            LocalDate to,
            @JsonRawValue String facts) {}

    /**
     * One page.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<Entry> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /**
     * Reads a page.
     *
     * @param cursor  null for the first page
     * @param purpose what for; null where the caller does not say
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, household-not-found
     */
    @Transactional
    Page read(Caller caller, String fileNo, String cursor, int limit, String purpose) {
        long after = cursor == null ? 0 : after(cursor);
        households.readable(caller, fileNo);
        log.append(caller, new AccessLog.Look(OPERATION, purpose, null, fileNo));
        NeedToKnow sight = NeedToKnow.of(caller);
        boolean illness = sight.sees(NeedToKnow.Part.ILLNESS, concerned(fileNo));
        List<Entry> found = statements.list(
                PAGE,
                row -> new Entry(
                        row.getLong(1),
                        BusinessClock.at(row.getObject(2, OffsetDateTime.class).toInstant()),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, LocalDate.class),
                        row.getObject(8, LocalDate.class),
                        row.getString(9)),
                illness,
                kinds(kind -> !kind.isOfIllness()),
                fileNo,
                after,
                illness ? List.of() : kinds(ChangeKind::isOfIllness),
                kinds(ChangeKind::isOfProcedure),
                sight.department(),
                limit + 1);
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), Cursor.of(Long.toString(found.get(limit - 1).id())));
    }

    private Set<Department> concerned(String fileNo) {
        return Set.copyOf(statements.list(
                "select distinct department from change_record where object = ? and department is not null",
                row -> Department.valueOf(row.getString(1)),
                fileNo));
    }

    private static List<String> kinds(Predicate<ChangeKind> wanted) {
        return Arrays.stream(ChangeKind.values()).filter(wanted).map(Enum::name).toList();
    }

    private static long after(String cursor) {
        try {
            return Long.parseLong(Cursor.read(cursor, 1).get(0));
        } catch (NumberFormatException e) {
            throw Cursor.refused();
        }
    }
}
