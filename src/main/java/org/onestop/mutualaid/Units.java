package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.journal.Changes;
import org.onestop.registry.CreditCode;
import org.onestop.registry.Department;
import org.onestop.time.BusinessClock;

/** The units that take part in mutual aid. */
@ApplicationScoped
public class Units {

    private static final String SELECT =
            "select credit_code, name, registered_at, closed_on, revision from mutual_aid_unit_now ";

    private final FundStatements statements;
    private final Changes changes;
    private final BusinessClock clock;

    Units(FundStatements statements, Changes changes, BusinessClock clock) {
        this.statements = statements;
        this.changes = changes;
        this.clock = clock;
    }

    /** The unit with that code; empty where none with it takes part. */
    public Optional<Unit> find(CreditCode code) {
        return now(code.value()).map(unit -> new Unit(code, unit.name()));
    }

    Optional<UnitNow> now(String code) {
        return Optional.ofNullable(now(List.of(code)).get(code));
    }

    /** Units by their codes; those that are not on record are left out. */
    Map<String, UnitNow> now(Collection<String> codes) {
        return statements.list(SELECT + "where credit_code = any (?::text[])", Units::read, codes).stream()
                .collect(Collectors.toMap(UnitNow::code, Function.identity()));
    }

    /** A page of the units in the order of their codes. */
    List<UnitNow> page(Boolean open, String after, int limit) {
        return statements.list(
                SELECT + "where credit_code > ? and (?::boolean is null or (closed_on is null) = ?)"
                        + " order by credit_code limit ?",
                Units::read,
                after,
                open,
                open,
                limit);
    }

    private static UnitNow read(ResultSet row) throws SQLException {
        return new UnitNow(
                row.getString(1),
                row.getString(2),
                BusinessClock.at(row.getObject(3, OffsetDateTime.class).toInstant()),
                FundStatements.day(row, 4),
                row.getInt(5));
    }

    /** Puts a unit on record unless its code is there already. */
    @Transactional
    public void register(Changes.Author author, Unit unit) {
        registerAll(author, List.of(unit));
    }

    /**
     * Puts units on record, each unless its code is there already.
     *
     * @return how many were not
     */
    @Transactional
    public int registerAll(Changes.Author author, List<Unit> units) {
        Map<String, UnitNow> known = now(codes(units));
        Map<String, Unit> added = new HashMap<>();
        units.stream()
                .filter(unit -> !known.containsKey(unit.code().value()))
                .forEach(unit -> added.putIfAbsent(unit.code().value(), unit));
        insert(author, List.copyOf(added.values()));
        return added.size();
    }

    /**
     * Puts units on record inside the caller's transaction; one that is there already takes the name that is given.
     *
     * @return one verdict each, in their order
     */
    @Transactional
    List<Verdict> bring(Changes.Author author, List<Unit> units) {
        statements.holdUnits(codes(units));
        Map<String, UnitNow> known = now(codes(units));
        List<Verdict> verdicts = new ArrayList<>(units.size());
        for (Unit unit : units) {
            UnitNow before = known.get(unit.code().value());
            verdicts.add(Verdict.of(brought(author, unit, before)));
            known.put(unit.code().value(), now(unit.code().value()).orElseThrow());
        }
        return verdicts;
    }

    private State brought(Changes.Author author, Unit unit, UnitNow before) {
        if (before == null) {
            insert(author, List.of(unit));
            return State.ADDED;
        }
        if (before.name().equals(unit.name())) {
            return State.UNCHANGED;
        }
        revise(author, before, unit.name(), before.closedOn());
        return State.CHANGED;
    }

    private static List<String> codes(List<Unit> units) {
        return units.stream().map(unit -> unit.code().value()).toList();
    }

    private void insert(Changes.Author author, List<Unit> units) {
        OffsetDateTime now = clock.now();
        statements.batch(
                "insert into mutual_aid_unit (credit_code, name, registered_at) values (?, ?, ?)",
                units.stream()
                        .map(unit -> new Object[] {unit.code().value(), unit.name(), now})
                        .toList());
        changes.append(
                author,
                Changes.Topic.MUTUAL_AID,
                units.stream().map(unit -> change("UNIT_REGISTERED", unit.code().value(), null)).toList());
    }

    /**
     * Says anew what a unit is called and until when it takes part.
     *
     * @param closedOn null while it takes part
     */
    void revise(Changes.Author author, UnitNow before, String name, LocalDate closedOn) {
        statements.run(
                "insert into mutual_aid_unit_revision"
                        + " (credit_code, revision, name, closed_on, client_id, subject, recorded_at)"
                        + " values (?, ?, ?, ?::date, ?, ?, ?)",
                before.code(),
                before.revision() + 1,
                name,
                closedOn,
                author.clientId(),
                author.subject(),
                clock.now());
        boolean isRenamed = !before.name().equals(name);
        String kind = isRenamed ? "UNIT_RENAMED" : closedOn == null ? "UNIT_REOPENED" : "UNIT_CLOSED";
        changes.append(author, Changes.Topic.MUTUAL_AID, List.of(change(kind, before.code(), closedOn)));
    }

    private static Changes.Change change(String kind, String code, LocalDate last) {
        return new Changes.Change(kind, code, null, null, Department.UNION.name(), null, last, "{}");
    }
}
