package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.registry.Divisions;

/** Makes the monthly report: numbers of many, nobody's data. */
@ApplicationScoped
class Reports {

    /** Settled and reversed ones, each in a row of its own. */
    private static final String LINES = "select key, reversed, " + Sums.COLUMNS + " from ("
            + "select %1$s as key, false as reversed, a.* from audit_settlement a"
            + " where settled_at >= ? and settled_at < ?"
            + " union all select %1$s, true, a.* from audit_settlement a where reversed_on between ? and ?) m"
            + " group by key, reversed order by key nulls last, reversed";

    private static final String HOSPITALS = "select distinct on (code) code, name from hospital_period"
            + " where superseded_at is null order by code, valid_from desc";

    private final AuditStatements statements;
    private final SettlementProjection projection;
    private final Divisions divisions;

    Reports(AuditStatements statements, SettlementProjection projection, Divisions divisions) {
        this.statements = statements;
        this.projection = projection;
        this.divisions = divisions;
    }

    /** A group's part of the month; what it has none of is nothing. */
    private record Part(String key, Sums settled, Sums reversed) {}

    /** @throws org.onestop.refusal.RefusedException forbidden */
    @Transactional
    MonthlyReport monthly(Caller caller, YearMonth month) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        OffsetDateTime completeTo = projection.completeTo().orElse(null);
        Map<String, String> hospitals = new TreeMap<>();
        statements.list(HOSPITALS, List.of(), row -> hospitals.put(row.getString(1), row.getString(2)));
        List<MonthlyReport.Line> all = lines("null::text", month, key -> null);
        MonthlyReport.Line total =
                all.isEmpty() ? MonthlyReport.Line.of(null, null, Sums.NOTHING, Sums.NOTHING) : all.get(0);
        return new MonthlyReport(
                month,
                completeTo,
                total,
                lines(Grouping.CATEGORY.key(), month, key -> null),
                lines(Grouping.HOSPITAL.key(), month, hospitals::get),
                lines(Grouping.DIVISION.key(), month, this::division),
                MonthlyReport.payers(total.split()));
    }

    private String division(String code) {
        Divisions.Division division = divisions.all().get(code);
        return division == null ? null : division.name();
    }

    private List<MonthlyReport.Line> lines(String key, YearMonth month, UnaryOperator<String> names) {
        LocalDate first = month.atDay(1);
        LocalDate last = month.atEndOfMonth();
        List<Part> parts = statements.list(
                LINES.formatted(key),
                List.of(Conditions.startOf(first), Conditions.startOf(last.plusDays(1)), first, last),
                Reports::part);
        List<MonthlyReport.Line> lines = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (i + 1 < parts.size() && java.util.Objects.equals(part.key(), parts.get(i + 1).key())) {
                part = new Part(part.key(), part.settled(), parts.get(++i).reversed());
            }
            String name = part.key() == null ? null : names.apply(part.key());
            lines.add(MonthlyReport.Line.of(part.key(), name, part.settled(), part.reversed()));
        }
        return lines;
    }

    private static Part part(ResultSet row) throws SQLException {
        Sums sums = Sums.read(row, 3);
        return row.getBoolean(2)
                ? new Part(row.getString(1), Sums.NOTHING, sums)
                : new Part(row.getString(1), sums, Sums.NOTHING);
    }
}
