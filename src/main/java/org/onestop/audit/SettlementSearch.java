package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.registry.IdNumber;
import org.onestop.registry.Persons;

/** Looks through settlements and adds them up. Each look is recorded; whose settlements were looked for, too. */
@ApplicationScoped
class SettlementSearch {

    private static final String PAGE = "select " + SettlementRow.COLUMNS + " from audit_settlement where %s"
            + " and (settled_at, id) < (?, ?) order by settled_at desc, id desc limit ?";

    private static final String GROUPS = "select %s as key, reversed_on is not null, " + Sums.COLUMNS
            + " from audit_settlement where %s group by 1, 2 order by %s, 2";

    private final AuditStatements statements;
    private final SettlementProjection projection;
    private final DivisionCodes divisions;
    private final Persons persons;
    private final AccessLog log;

    SettlementSearch(
            AuditStatements statements,
            SettlementProjection projection,
            DivisionCodes divisions,
            Persons persons,
            AccessLog log) {
        this.statements = statements;
        this.projection = projection;
        this.divisions = divisions;
        this.persons = persons;
        this.log = log;
    }

    /**
     * One page, newest first.
     *
     * @param next       cursor of the next page; null on the last
     * @param completeTo everything committed before this moment is among it; null before anything was taken in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<SettlementRow> items, String next, OffsetDateTime completeTo) {}

    /**
     * What settlements add up to.
     *
     * @param all      that were asked for
     * @param standing those of them that stand
     * @param reversed those of them that were reversed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Totals(Sums all, Sums standing, Sums reversed, OffsetDateTime completeTo) {}

    /**
     * What the settlements of one group add up to.
     *
     * @param key null where they have none, such as the category of who has none
     */
    record Group(String key, Sums all, Sums standing, Sums reversed) {}

    /** Every group that there is, in the order of their keys; ranges of amounts from the least on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Groups(String by, List<Group> items, OffsetDateTime completeTo) {}

    /** @throws org.onestop.refusal.RefusedException forbidden */
    @Transactional
    Page list(Caller caller, SettlementFilter filter, Place<UUID> before, int limit, String purpose) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        log.append(caller, new AccessLog.Look("LIST_SETTLEMENTS", purpose, null, filter.text()));
        return page(filter, before, limit);
    }

    /**
     * Looks for a person's settlements. Who was looked for is recorded, found or not.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, id-number-invalid
     */
    @Transactional(dontRollbackOn = org.onestop.refusal.RefusedException.class)
    Page search(
            Caller caller, String idNumber, SettlementFilter filter, Place<UUID> before, int limit, String purpose) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        Optional<UUID> person = persons.find(IdNumber.required("/idNumber", idNumber));
        log.append(caller, new AccessLog.Look("SEARCH_SETTLEMENTS", purpose, person.orElse(null), filter.text()));
        return person.map(each -> page(filter.of(each), before, limit))
                .orElseGet(() -> new Page(List.of(), null, projection.completeTo().orElse(null)));
    }

    /** The moment first: what is read afterwards may hold more, never less. */
    private Page page(SettlementFilter filter, Place<UUID> before, int limit) {
        OffsetDateTime completeTo = projection.completeTo().orElse(null);
        List<SettlementRow> found = rows(filter, before, limit + 1);
        return found.size() <= limit
                ? new Page(found, null, completeTo)
                : new Page(
                        found.subList(0, limit), found.get(limit - 1).place().cursor(), completeTo);
    }

    /** So many settlements from a place on, newest first. */
    List<SettlementRow> rows(SettlementFilter filter, Place<UUID> before, int limit) {
        Conditions conditions = filter.conditions(divisions);
        return statements.list(
                PAGE.formatted(conditions.text()),
                conditions.values(before.at(), before.id(), limit),
                SettlementRow::read);
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    @Transactional
    Totals totals(Caller caller, SettlementFilter filter) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        log.append(caller, new AccessLog.Look("SUM_SETTLEMENTS", null, null, filter.text()));
        OffsetDateTime completeTo = projection.completeTo().orElse(null);
        List<Group> all = groups("null::text", "1", filter);
        Group sum = all.isEmpty() ? new Group(null, Sums.NOTHING, Sums.NOTHING, Sums.NOTHING) : all.get(0);
        return new Totals(sum.all(), sum.standing(), sum.reversed(), completeTo);
    }

    /** @throws org.onestop.refusal.RefusedException forbidden */
    @Transactional
    Groups groups(Caller caller, SettlementFilter filter, Grouping by) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        log.append(caller, new AccessLog.Look("SUM_SETTLEMENTS", null, null, "by=" + by.text() + "&" + filter.text()));
        OffsetDateTime completeTo = projection.completeTo().orElse(null);
        return new Groups(by.text(), groups(by.key(), by.order(), filter), completeTo);
    }

    /** Standing and reversed ones come apart, and are put together. */
    private List<Group> groups(String key, String order, SettlementFilter filter) {
        Conditions conditions = filter.conditions(divisions);
        Map<String, Group> found = new LinkedHashMap<>();
        statements
                .list(GROUPS.formatted(key, conditions.text(), order), conditions.values(), SettlementSearch::part)
                .forEach(part -> found.merge(String.valueOf(part.key()), part, SettlementSearch::joined));
        return List.copyOf(found.values());
    }

    private static Group part(ResultSet row) throws SQLException {
        Sums sums = Sums.read(row, 3);
        return row.getBoolean(2)
                ? new Group(row.getString(1), sums, Sums.NOTHING, sums)
                : new Group(row.getString(1), sums, sums, Sums.NOTHING);
    }

    private static Group joined(Group one, Group other) {
        return new Group(
                one.key(),
                one.all().plus(other.all()),
                one.standing().plus(other.standing()),
                one.reversed().plus(other.reversed()));
    }
}
