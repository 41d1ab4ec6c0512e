package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.Movement.Flow;

/**
 * Compares the register's states on consecutive days. Only households of which something begins or ends in between are looked
 * at; all of them where the order of the labels itself has changed.
 */
@ApplicationScoped
class MovementReader {

    private static final String SQL =
            """
            with moment as (
                select * from unnest(?::int[], ?::date[], ?::date[], ?::boolean[]) as m(n, before, after, reordered)
            ), label_order as (
                select * from unnest(?::int[], ?::boolean[], ?::text[], ?::text[], ?::int[])
                    as o(n, later, category, grade, rank)
            ), period as (
                select file_no, valid_from, valid_to from household_category where superseded_at is null
                union all
                select file_no, valid_from, valid_to from household_member where superseded_at is null
                union all
                select file_no, valid_from, valid_to from household_residence where superseded_at is null
            ), touched as (
                select m.n, p.file_no from moment m join period p
                    on p.valid_from > m.before and p.valid_from <= m.after
                    or p.valid_to >= m.before and p.valid_to < m.after
                union
                select m.n, h.file_no from moment m, household h where m.reordered
            ), side as (
                select t.n, t.file_no, l.later, case when l.later then m.after else m.before end as day
                from touched t join moment m on m.n = t.n, (values (false), (true)) as l(later)
            ), labelled as (
                select distinct on (s.n, s.file_no, s.later) s.n, s.file_no, s.later, s.day, c.category
                from side s
                join household_category c on c.file_no = s.file_no and c.superseded_at is null
                    and s.day between c.valid_from and coalesce(c.valid_to, 'infinity')
                join label_order o on o.n = s.n and o.later = s.later
                    and o.category = c.category and o.grade = coalesce(c.grade, '')
                left join household_residence r on r.file_no = s.file_no and r.superseded_at is null
                    and s.day between r.valid_from and coalesce(r.valid_to, 'infinity')
                where ?::text[] is null or r.area like any (?::text[])
                order by s.n, s.file_no, s.later, o.rank
            ), person as (
                select l.n, m.person_id, l.later, l.category from labelled l
                join household_member m on m.file_no = l.file_no and m.superseded_at is null
                    and l.day between m.valid_from and coalesce(m.valid_to, 'infinity')
            ), moved as (
                select n, false as is_person, b.category as out_of, a.category as into
                from (select * from labelled where not later) b
                full join (select * from labelled where later) a using (n, file_no)
                union all
                select n, true, b.category, a.category
                from (select * from person where not later) b
                full join (select * from person where later) a using (n, person_id)
            )
            select n, is_person, out_of, into, count(*) from moved where out_of is distinct from into
            group by n, is_person, out_of, into
            """;

    private final AgroalDataSource database;

    MovementReader(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Two days whose states are compared.
     *
     * @param before      the earlier one
     * @param orderBefore of the labels on it
     */
    record Interval(LocalDate before, LabelOrder orderBefore, LocalDate after, LabelOrder orderAfter) {}

    /** What moved in one interval: how much went out of one category and came into another, one of which may be null. */
    private record Moved(int interval, boolean person, HardshipCategory outOf, HardshipCategory into, long count) {

        Flow out() {
            return person ? new Flow(outOf, 0, 0, 0, count) : new Flow(outOf, 0, count, 0, 0);
        }

        Flow in() {
            return person ? new Flow(into, 0, 0, count, 0) : new Flow(into, count, 0, 0, 0);
        }
    }

    /** The place of one label on one of an interval's two days. */
    private record Place(int interval, boolean later, int rank, LabelOrder order) {

        String category() {
            return order.categories()[rank];
        }

        String grade() {
            return order.grades()[rank];
        }
    }

    /** For each interval what moved in it, in pieces that are to be added up. */
    List<List<Flow>> between(List<Interval> intervals, Scope scope) {
        List<List<Flow>> flows = new ArrayList<>();
        intervals.forEach(interval -> flows.add(new ArrayList<>()));
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SQL)) {
            moments(query, intervals);
            orders(query, intervals);
            RegisterCount.patterns(query, 10, scope);
            RegisterCount.patterns(query, 11, scope);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Moved moved = read(row);
                    if (moved.outOf() != null) {
                        flows.get(moved.interval()).add(moved.out());
                    }
                    if (moved.into() != null) {
                        flows.get(moved.interval()).add(moved.in());
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the register's movements could not be read", e);
        }
        return flows;
    }

    private static Moved read(ResultSet row) throws SQLException {
        return new Moved(
                row.getInt(1), row.getBoolean(2), category(row.getString(3)), category(row.getString(4)), row.getLong(5));
    }

    private static HardshipCategory category(String name) {
        return name == null ? null : HardshipCategory.valueOf(name);
    }

    private static void moments(PreparedStatement query, List<Interval> intervals) throws SQLException {
        List<Integer> n = new ArrayList<>();
        List<Boolean> reordered = new ArrayList<>();
        for (Interval interval : intervals) {
            n.add(n.size());
            reordered.add(!interval.orderBefore().equals(interval.orderAfter()));
        }
        query.setArray(1, array(query, "int", n));
        query.setArray(2, array(query, "date", intervals.stream().map(Interval::before).toList()));
        query.setArray(3, array(query, "date", intervals.stream().map(Interval::after).toList()));
        query.setArray(4, array(query, "boolean", reordered));
    }

    private static void orders(PreparedStatement query, List<Interval> intervals) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (int n = 0; n < intervals.size(); n++) {
            for (int rank = 0; rank < intervals.get(n).orderBefore().size(); rank++) {
                places.add(new Place(n, false, rank, intervals.get(n).orderBefore()));
                places.add(new Place(n, true, rank, intervals.get(n).orderAfter()));
            }
        }
        query.setArray(5, array(query, "int", places.stream().map(Place::interval).toList()));
        query.setArray(6, array(query, "boolean", places.stream().map(Place::later).toList()));
        query.setArray(7, array(query, "text", places.stream().map(Place::category).toList()));
        query.setArray(8, array(query, "text", places.stream().map(Place::grade).toList()));
        query.setArray(9, array(query, "int", places.stream().map(Place::rank).toList()));
    }

    private static Array array(PreparedStatement query, String type, List<?> values) throws SQLException {
        return query.getConnection().createArrayOf(type, values.toArray());
    }
}
