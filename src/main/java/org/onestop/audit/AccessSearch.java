package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.registry.IdNumber;
import org.onestop.registry.Persons;

/** Looks through the access log. Looking is itself recorded in it, first of all: nobody reads the log unseen. */
@ApplicationScoped
class AccessSearch {

    private static final String PAGE = "select " + AccessRow.COLUMNS + " from access_record where %s"
            + " and (accessed_at, id) < (?, ?) order by accessed_at desc, id desc limit ?";

    private final AuditStatements statements;
    private final Persons persons;
    private final AccessLog log;

    AccessSearch(AuditStatements statements, Persons persons, AccessLog log) {
        this.statements = statements;
        this.persons = persons;
        this.log = log;
    }

    /**
     * One page, newest first.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(List<AccessRow> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** @throws org.onestop.refusal.RefusedException forbidden */
    @Transactional
    Page list(Caller caller, AccessFilter filter, Place<Long> before, int limit, String purpose) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        log.append(caller, new AccessLog.Look("LIST_ACCESS_LOG", purpose, null, filter.text()));
        return page(filter, before, limit);
    }

    /**
     * Looks for who looked at a person's data. Who was looked for is recorded, found or not.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, id-number-invalid
     */
    @Transactional
    Page search(
            Caller caller, String idNumber, AccessFilter filter, Place<Long> before, int limit, String purpose) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        Optional<UUID> person = persons.find(IdNumber.required("/idNumber", idNumber));
        log.append(caller, new AccessLog.Look("SEARCH_ACCESS_LOG", purpose, person.orElse(null), filter.text()));
        return person.map(each -> page(filter.of(each), before, limit)).orElseGet(() -> new Page(List.of(), null));
    }

    private Page page(AccessFilter filter, Place<Long> before, int limit) {
        List<AccessRow> found = rows(filter, before, limit + 1);
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).place().cursor());
    }

    /** So many looks from a place on, newest first. */
    List<AccessRow> rows(AccessFilter filter, Place<Long> before, int limit) {
        Conditions conditions = filter.conditions();
        return statements.list(
                PAGE.formatted(conditions.text()),
                conditions.values(before.at(), before.id(), limit),
                AccessRow::read);
    }
}
