package org.onestop.hospital;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.history.HistoryTable;
import org.onestop.history.Periods;
import org.onestop.history.Periods.Period;
import org.onestop.history.Span;

/** Hospitals' periods in the database, read and written many at a time. */
final class HospitalTable {

    private static final String TABLE = "hospital_period";

    private final Connection connection;

    /** The table, which nobody else changes until the transaction of the connection ends. */
    HospitalTable(Connection connection) throws SQLException {
        this.connection = connection;
        HistoryTable.hold(connection, TABLE);
    }

    /** What is on record of some hospitals, by code; one that is not there has none. */
    Map<String, Periods<HospitalFacts>> read(Collection<String> codes) throws SQLException {
        Map<String, List<Period<HospitalFacts>>> found = new HashMap<>();
        String sql = "select code, id, name, level, place, division, valid_from, valid_to from hospital_period"
                + " where superseded_at is null and code = any (?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", codes.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                            .add(Period.onRecord(row.getLong(2), facts(row), HistoryTable.span(row, 7, 8)));
                }
            }
        }
        Map<String, Periods<HospitalFacts>> byCode = new TreeMap<>();
        codes.forEach(code -> byCode.put(code, new Periods<>(found.getOrDefault(code, List.of()))));
        return byCode;
    }

    /** A hospital as it is on record for a day; waits for nobody. */
    static Optional<Hospital> onRecord(Connection connection, String code, LocalDate on) throws SQLException {
        String sql = "select code, id, name, level, place, division, valid_from, valid_to from hospital_period"
                + " where superseded_at is null and code = ? and ? between valid_from and coalesce(valid_to, 'infinity')";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, code);
            query.setObject(2, on);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                HospitalFacts facts = facts(row);
                Span days = HistoryTable.span(row, 7, 8);
                return Optional.of(new Hospital(
                        code, facts.name(), facts.level(), facts.place(), facts.division(), days.from(), days.to()));
            }
        }
    }

    private static HospitalFacts facts(ResultSet row) throws SQLException {
        return new HospitalFacts(
                row.getString(3),
                HospitalLevel.valueOf(row.getString(4)),
                Place.valueOf(row.getString(5)),
                row.getString(6));
    }

    /** The codes of the city's divisions, former ones included. */
    Set<String> divisions() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select code from division");
                ResultSet row = query.executeQuery()) {
            Set<String> codes = new HashSet<>();
            while (row.next()) {
                codes.add(row.getString(1));
            }
            return codes;
        }
    }

    void write(Map<String, Periods<HospitalFacts>> byCode, OffsetDateTime now) throws SQLException {
        HistoryTable.supersede(connection, TABLE, HistoryTable.superseded(byCode.values()), now);
        String sql = "insert into hospital_period (code, name, level, place, division, valid_from, valid_to, recorded_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map.Entry<String, Periods<HospitalFacts>> each : byCode.entrySet()) {
                for (Period<HospitalFacts> period : each.getValue().written()) {
                    insert.setString(1, each.getKey());
                    insert.setString(2, period.content().name());
                    insert.setString(3, period.content().level().name());
                    insert.setString(4, period.content().place().name());
                    insert.setString(5, period.content().division());
                    insert.setObject(6, period.span().from());
                    insert.setObject(7, period.span().to(), Types.DATE);
                    insert.setObject(8, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
