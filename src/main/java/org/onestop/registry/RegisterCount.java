package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;

/** Counts the households that hold a category on a day, and their members, in one statement: one state of the register. */
@ApplicationScoped
class RegisterCount {

    private static final String SQL =
            """
            with label_order as (
                select * from unnest(?::text[], ?::text[], ?::int[]) as o(category, grade, rank)
            ), label as (
                select c.file_no, o.rank from household_category c
                join label_order o on o.category = c.category and o.grade = coalesce(c.grade, '')
                where c.superseded_at is null and ?::date between c.valid_from and coalesce(c.valid_to, 'infinity')
            ), member as (
                select file_no, count(*) as persons from household_member
                where superseded_at is null and ?::date between valid_from and coalesce(valid_to, 'infinity')
                group by file_no
            ), residence as (
                select file_no, area from household_residence
                where superseded_at is null and ?::date between valid_from and coalesce(valid_to, 'infinity')
            ), counted as (
                select l.file_no, min(l.rank) as best, array_agg(l.rank) as ranks, coalesce(min(m.persons), 0) as persons,
                       coalesce(left(min(r.area), 6), '') as division
                from label l left join member m on m.file_no = l.file_no left join residence r on r.file_no = l.file_no
                where ?::text[] is null or r.area like any (?::text[])
                group by l.file_no
            )
            select true, division, best, count(*), sum(persons) from counted group by division, best
            union all
            select false, '', rank, count(*), sum(persons) from counted, unnest(ranks) as rank group by rank
            """;

    private final AgroalDataSource database;

    RegisterCount(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * How many there are of one kind.
     *
     * @param disjoint whether each household is counted here once, under its best label, or under each label that it has
     * @param division six digits, as the household's residence was written down; empty where it had none on that day, and
     *     for a count by label
     */
    record Tally(boolean disjoint, String division, HardshipCategory category, long households, long persons) {}

    /** Counts; a kind of which there is none has no tally. */
    List<Tally> on(LocalDate day, LabelOrder order, Scope scope) {
        List<Tally> tallies = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SQL)) {
            Integer[] ranks = new Integer[order.size()];
            Arrays.setAll(ranks, rank -> rank);
            query.setArray(1, connection.createArrayOf("text", order.categories()));
            query.setArray(2, connection.createArrayOf("text", order.grades()));
            query.setArray(3, connection.createArrayOf("int", ranks));
            query.setObject(4, day);
            query.setObject(5, day);
            query.setObject(6, day);
            patterns(query, 7, scope);
            patterns(query, 8, scope);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tallies.add(new Tally(
                            row.getBoolean(1),
                            row.getString(2),
                            order.category(row.getInt(3)),
                            row.getLong(4),
                            row.getLong(5)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the register could not be counted", e);
        }
        return tallies;
    }

    static void patterns(PreparedStatement query, int at, Scope scope) throws SQLException {
        if (scope.isEverything()) {
            query.setNull(at, Types.ARRAY);
        } else {
            query.setArray(at, query.getConnection().createArrayOf("text", scope.patterns()));
        }
    }
}
