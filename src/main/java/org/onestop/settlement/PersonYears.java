package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Scheme;
import org.onestop.bill.AccumulatorsView;
import org.onestop.bill.SplitView;
import org.onestop.time.BusinessClock;

/** A person's year as its settlements and reversals made it, one after another. */
@ApplicationScoped
public class PersonYears {

    private static final String EVENTS = movements("s.id", "s", "s.settled_at") + " where s.person_id = ? and s.year = ?"
            + " union all " + movements("r.id", "r", "r.reversed_at")
            + " join settlement_reversal r on r.settlement_id = s.id where r.person_id = ? and r.year = ? order by 1";

    private static final String YEAR =
            "select " + AccumulatorColumns.select("a") + " from accumulator a where a.person_id = ? and a.year = ?";

    private static final int FIRST_AMOUNT = 9;
    private static final int FIRST_MOVED = FIRST_AMOUNT + SettlementWriter.SPLIT_COLUMNS.size();

    private final SettlementDatabase database;

    PersonYears(SettlementDatabase database) {
        this.database = database;
    }

    /** What moved a year. */
    public enum Kind {
        SETTLEMENT,
        REVERSAL
    }

    /**
     * A settlement or a reversal.
     *
     * @param sequence          which movement of the year it is, from 1 on
     * @param id                its own
     * @param settlementId      the settlement, or the one that was reversed
     * @param split             of a reversal with the opposite sign
     * @param accumulatorsAfter the year after it, added up from the movements
     */
    public record Event(
            int sequence,
            Kind kind,
            UUID id,
            UUID settlementId,
            OffsetDateTime at,
            String hospitalCode,
            String billNo,
            LocalDate benefitDate,
            Scheme scheme,
            SplitView split,
            AccumulatorsView accumulatorsAfter) {}

    /**
     * A year.
     *
     * @param agrees whether the movements add up to the totals that are kept of the year
     */
    public record Year(List<Event> events, boolean agrees) {}

    /** A person's year; without events where nothing moved it. */
    public Year of(UUID person, int year) {
        return database.transaction(connection -> {
            connection.createStatement().execute("set transaction isolation level repeatable read");
            List<Event> events = new ArrayList<>();
            Accumulators totals = Accumulators.NONE;
            try (PreparedStatement query = connection.prepareStatement(EVENTS)) {
                Parameters values = new Parameters(query);
                for (int i = 0; i < 2; i++) {
                    values.uuid(person);
                    values.number(year);
                }
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        Scheme scheme = Scheme.valueOf(row.getString(8));
                        totals = Movement.applied(totals, SettlementReader.movement(row, FIRST_MOVED, scheme));
                        events.add(event(row, scheme, AccumulatorsView.of(year, scheme, totals)));
                    }
                }
            }
            return new Year(events, totals.equals(kept(connection, person, year)));
        });
    }

    private static Event event(ResultSet row, Scheme scheme, AccumulatorsView after) throws SQLException {
        UUID id = row.getObject(2, UUID.class);
        UUID settlement = row.getObject(3, UUID.class);
        return new Event(
                row.getInt(1),
                id.equals(settlement) ? Kind.SETTLEMENT : Kind.REVERSAL,
                id,
                settlement,
                BusinessClock.at(row.getObject(4, OffsetDateTime.class).toInstant()),
                row.getString(5),
                row.getString(6),
                row.getObject(7, LocalDate.class),
                scheme,
                SplitView.of(SettlementReader.split(row, FIRST_AMOUNT)),
                after);
    }

    private static Accumulators kept(Connection connection, UUID person, int year) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(YEAR)) {
            query.setObject(1, person);
            query.setInt(2, year);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? AccumulatorColumns.read(row, 1).totals() : Accumulators.NONE;
            }
        }
    }

    private static String movements(String id, String of, String at) {
        return "select " + of + ".sequence, " + id + ", s.id, " + at
                + ", s.hospital_code, s.bill_no, s.benefit_date, s.scheme, "
                + SettlementWriter.splitColumns(of + ".") + ", " + SettlementWriter.movedColumns(of + ".")
                + " from settlement s";
    }
}
