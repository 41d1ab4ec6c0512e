package org.onestop.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.onestop.adjudication.EncounterType;
import org.onestop.audit.RuleFacts.Stay;
import org.onestop.money.Money;
import org.onestop.settlement.SettledBill;
import org.onestop.time.BusinessClock;

/** The rules' own rows of what was settled, in the transaction of a connection. */
final class RuleCases {

    private static final String INSERT = "insert into rule_case (settlement_id, person_id, client_id, hospital_code,"
            + " hospital_level, encounter_type, admitted_on, benefit_date, category, diagnosis, total, settled_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (settlement_id) do nothing";

    private static final String REVERSE = "update rule_case c set reversed_at = r.reversed_at, reversed_by = r.client_id"
            + " from settlement_reversal r where r.id = any (?) and c.settlement_id = r.settlement_id"
            + " returning c.reversed_by, c.reversed_at";

    private static final String OF_PERSONS = "select person_id, settlement_id, hospital_code, encounter_type, admitted_on,"
            + " benefit_date, category, total, settled_at from rule_case where person_id = any (?) and reversed_at is null"
            + " order by benefit_date, settled_at, settlement_id";

    private static final String ALIKE = "select total from rule_case where diagnosis = ? and hospital_level = ?"
            + " and encounter_type = 'INPATIENT' and reversed_at is null and settlement_id <> ?"
            + " order by benefit_date desc limit ?";

    private static final String SETTLED =
            "select count(*) from rule_case where client_id = ? and settled_at >= ? and settled_at < ?";

    private static final String REVERSED = "select settlement_id from rule_case where reversed_by = ? and reversed_at >= ?"
            + " and reversed_at < ? order by reversed_at, settlement_id";

    private final Connection connection;

    RuleCases(Connection connection) {
        this.connection = connection;
    }

    /** A client's month. */
    record ClientMonth(String clientId, YearMonth month) {}

    void add(Collection<SettledBill> bills) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (SettledBill bill : bills) {
                insert.setObject(1, bill.id());
                insert.setObject(2, bill.person());
                insert.setString(3, bill.clientId());
                insert.setString(4, bill.hospitalCode());
                insert.setString(5, bill.level().name());
                insert.setString(6, bill.type().name());
                insert.setObject(7, bill.admittedOn(), Types.DATE);
                insert.setObject(8, bill.benefitDate());
                insert.setString(9, bill.category());
                insert.setString(10, bill.diagnosis());
                insert.setLong(11, bill.total().fen());
                insert.setObject(12, bill.settledAt());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Takes reversals in; a settlement's record lies before that of its reversal, so its row is there. */
    Set<ClientMonth> reverse(Collection<UUID> reversals) throws SQLException {
        Set<ClientMonth> months = new LinkedHashSet<>();
        try (PreparedStatement update = connection.prepareStatement(REVERSE)) {
            update.setArray(1, uuids(reversals));
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    months.add(new ClientMonth(row.getString(1), YearMonth.from(moment(row, 2))));
                }
            }
        }
        return months;
    }

    /** The standing bills of some persons, by person, each in the order of their benefit dates. */
    Map<UUID, List<Stay>> ofPersons(Collection<UUID> persons) throws SQLException {
        Map<UUID, List<Stay>> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(OF_PERSONS)) {
            query.setArray(1, uuids(persons));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getObject(1, UUID.class), none -> new ArrayList<>()).add(stay(row));
                }
            }
        }
        return found;
    }

    private static Stay stay(ResultSet row) throws SQLException {
        return new Stay(
                row.getObject(2, UUID.class),
                row.getString(3),
                EncounterType.valueOf(row.getString(4)),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class),
                row.getString(7),
                Money.ofFen(row.getLong(8)),
                moment(row, 9));
    }

    /** Totals of the newest other stays of the diagnosis and level; none where a bill has no diagnosis or is of no stay. */
    List<Money> alike(SettledBill bill, int most) throws SQLException {
        List<Money> found = new ArrayList<>();
        if (bill.diagnosis() == null || bill.type() != EncounterType.INPATIENT) {
            return found;
        }
        try (PreparedStatement query = connection.prepareStatement(ALIKE)) {
            query.setString(1, bill.diagnosis());
            query.setString(2, bill.level().name());
            query.setObject(3, bill.id());
            query.setInt(4, most);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(Money.ofFen(row.getLong(1)));
                }
            }
        }
        return found;
    }

    RuleFacts.Reversals reversals(ClientMonth of) throws SQLException {
        List<UUID> reversed = new ArrayList<>();
        try (PreparedStatement count = connection.prepareStatement(SETTLED);
                PreparedStatement query = connection.prepareStatement(REVERSED)) {
            bind(count, of);
            bind(query, of);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reversed.add(row.getObject(1, UUID.class));
                }
            }
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new RuleFacts.Reversals(of.clientId(), of.month(), row.getInt(1), reversed);
            }
        }
    }

    private static void bind(PreparedStatement query, ClientMonth of) throws SQLException {
        query.setString(1, of.clientId());
        query.setObject(2, midnight(of.month().atDay(1)));
        query.setObject(3, midnight(of.month().plusMonths(1).atDay(1)));
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(BusinessClock.ZONE).toOffsetDateTime();
    }

    private java.sql.Array uuids(Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
