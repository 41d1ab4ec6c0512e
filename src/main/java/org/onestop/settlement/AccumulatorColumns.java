package org.onestop.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.money.Money;

/** The columns of a person's year and how they become {@link Accumulators}. */
final class AccumulatorColumns {

    /** Running totals of tiers 1 and 2, kept once for each scheme under its name as prefix. */
    static final List<String> OF_SCHEME = List.of(
            "basic_paid",
            "basic_cost",
            "outpatient_deductible",
            "outpatient_paid",
            "chronic_deductible",
            "chronic_paid",
            "critical_base",
            "critical_paid");

    /** Running totals across schemes. */
    static final List<String> COMMON =
            List.of("assistance_deductible", "assistance_paid", "tilt_threshold", "tilt_paid", "mutual_aid_burden");

    /** Every column of a year but its key, in the order in which {@link #read} reads them. */
    static final List<String> ALL = Stream.of(
                    Stream.of("version", "admissions"),
                    OF_SCHEME.stream().map(column -> prefix(Scheme.RESIDENT) + column),
                    OF_SCHEME.stream().map(column -> prefix(Scheme.EMPLOYEE) + column),
                    COMMON.stream())
            .flatMap(part -> part)
            .toList();

    private AccumulatorColumns() {}

    static String prefix(Scheme scheme) {
        return scheme == Scheme.RESIDENT ? "resident_" : "employee_";
    }

    /** The columns for a select list, with a table's alias. */
    static String select(String alias) {
        return ALL.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    /**
     * Reads a person's year.
     *
     * @param first index of the first of {@link #ALL} in the row
     * @return the year as it stands; a year without a row is a beginning at version 0
     */
    static AccumulatorState read(ResultSet row, int first) throws SQLException {
        int version = row.getInt(first);
        if (row.wasNull() || version == 0) {
            return AccumulatorState.BEGINNING;
        }
        int at = first + 1;
        int admissions = row.getInt(at++);
        SchemeAccumulators resident = scheme(row, at);
        at += OF_SCHEME.size();
        SchemeAccumulators employee = scheme(row, at);
        at += OF_SCHEME.size();
        Accumulators totals = new Accumulators(
                admissions,
                resident,
                employee,
                fen(row, at),
                fen(row, at + 1),
                fen(row, at + 2),
                fen(row, at + 3),
                fen(row, at + 4));
        return new AccumulatorState(version, totals);
    }

    private static SchemeAccumulators scheme(ResultSet row, int at) throws SQLException {
        return new SchemeAccumulators(
                fen(row, at),
                fen(row, at + 1),
                fen(row, at + 2),
                fen(row, at + 3),
                fen(row, at + 4),
                fen(row, at + 5),
                fen(row, at + 6),
                fen(row, at + 7));
    }

    private static Money fen(ResultSet row, int at) throws SQLException {
        return Money.ofFen(row.getLong(at));
    }
}
