package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.Movement.Flow;

/**
 * Compares the register's states on consecutive days. Only households of which something begins or ends in between are
 * looked at; all of them where the order of the labels itself has changed.
 */
@ApplicationScoped
class MovementReader {

    private static final String SQL =
            """
            with moment as (
                select * from unnest(?::int[], ?::date[], ?::date[], ?::text[], ?::text[])
                    as m(month, before, after, order_before, order_after)
            ), begun_or_ended as (
                select file_no, unnest(array[valid_from, valid_to + 1]) as day from household_category
                where superseded_at is null
                union all
                select file_no, unnest(array[valid_from, valid_to + 1]) from household_member where superseded_at is null
                union all
                select file_no, unnest(array[valid_from, valid_to + 1]) from household_residence where superseded_at is null
            ), touched as (
                select (extract(year from day) * 12 + extract(month from day))::int as month, file_no from begun_or_ended
                where day > (select min(before) from moment) and day <= (select max(after) from moment)
                union
                select m.month, h.file_no from moment m, household h where m.order_before <> m.order_after
            ), side as materialized (
                select t.month, t.file_no, l.later, case when l.later then m.after else m.before end as day,
                       case when l.later then m.order_after else m.order_before end as label_order
                from touched t join moment m on m.month = t.month, (values (false), (true)) as l(later)
            ), labelled as materialized (
                select distinct on (s.month, s.file_no, s.later) s.month, s.file_no, s.later, s.day, c.category
                from side s
                join household_category c on c.file_no = s.file_no and c.superseded_at is null
                    and s.day between c.valid_from and coalesce(c.valid_to, 'infinity')
                left join household_residence r on r.file_no = s.file_no and r.superseded_at is null
                    and s.day between r.valid_from and coalesce(r.valid_to, 'infinity')
                where ?::text[] is null or r.area like any (?::text[])
                order by s.month, s.file_no, s.later, position(concat('/', c.category, '-', c.grade, '/') in s.label_order)
            ), person as materialized (
                select l.month, m.person_id, l.later, l.category from labelled l
                join household_member m on m.file_no = l.file_no and m.superseded_at is null
                    and l.day between m.valid_from and coalesce(m.valid_to, 'infinity')
            ), counted as (
                select month, false as is_person, min(category) filter (where not later) as left_category,
                       min(category) filter (where later) as new_category
                from labelled group by month, file_no
                union all
                select month, true, min(category) filter (where not later), min(category) filter (where later)
                from person group by month, person_id
            )
            select month, is_person, left_category, new_category, count(*) from counted
            where left_category is distinct from new_category
            group by month, is_person, left_category, new_category
            """;

    private static final int MONTHS_OF_A_YEAR = 12;

    private final AgroalDataSource database;

    MovementReader(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * A month of which the states on two days are compared: the last day of the month before, and its own last or today.
     *
     * @param orderBefore of the labels on the earlier day
     */
    record Interval(
            YearMonth month, LocalDate before, LabelOrder orderBefore, LocalDate after, LabelOrder orderAfter) {

        /** As the statement counts months. */
        int number() {
            return month.getYear() * MONTHS_OF_A_YEAR + month.getMonthValue();
        }
    }

    /** For each interval, by its number, what moved in it, in pieces that are to be added up. */
    Map<Integer, List<Flow>> in(List<Interval> intervals, Scope scope) {
        Map<Integer, List<Flow>> flows = new HashMap<>();
        intervals.forEach(interval -> flows.put(interval.number(), new ArrayList<>()));
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SQL)) {
            query.setArray(1, array(connection, "int", intervals, Interval::number));
            query.setArray(2, array(connection, "date", intervals, Interval::before));
            query.setArray(3, array(connection, "date", intervals, Interval::after));
            query.setArray(4, array(connection, "text", intervals, interval -> interval.orderBefore().text()));
            query.setArray(5, array(connection, "text", intervals, interval -> interval.orderAfter().text()));
            RegisterCount.patterns(query, 6, scope);
            RegisterCount.patterns(query, 7, scope);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    flows.get(row.getInt(1)).addAll(read(row));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the register's movements could not be read", e);
        }
        return flows;
    }

    /** Out of one category, if of one, and into another, if into one. */
    private static List<Flow> read(ResultSet row) throws SQLException {
        boolean persons = row.getBoolean(2);
        String left = row.getString(3);
        String come = row.getString(4);
        long count = row.getLong(5);
        List<Flow> flows = new ArrayList<>();
        if (left != null) {
            HardshipCategory category = HardshipCategory.valueOf(left);
            flows.add(persons ? new Flow(category, 0, 0, 0, count) : new Flow(category, 0, count, 0, 0));
        }
        if (come != null) {
            HardshipCategory category = HardshipCategory.valueOf(come);
            flows.add(persons ? new Flow(category, 0, 0, count, 0) : new Flow(category, count, 0, 0, 0));
        }
        return flows;
    }

    private static Array array(
            Connection connection, String type, List<Interval> intervals, Function<Interval, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, intervals.stream().map(value).toArray());
    }
}
