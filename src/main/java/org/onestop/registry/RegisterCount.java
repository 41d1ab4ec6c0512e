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
import java.util.List;
import org.onestop.adjudication.HardshipCategory;

/** Counts the households that hold a category on a day, and their members, in one statement: one state of the register. */
@ApplicationScoped
class RegisterCount {

    private static final String SQL =
            """
            with label as (
                select file_no, position(concat('/', category, '-', grade, '/') in ?) as place from household_category
                where superseded_at is null and ?::date between valid_from and coalesce(valid_to, 'infinity')
            ), household as (
                select file_no, min(place) as best, array_agg(place) as places from label group by file_no
            ), member as (
                select file_no, count(*) as persons from household_member
                where superseded_at is null and ?::date between valid_from and coalesce(valid_to, 'infinity')
                group by file_no
            ), residence as (
                select file_no, area from household_residence
                where superseded_at is null and ?::date between valid_from and coalesce(valid_to, 'infinity')
            ), counted as materialized (
                select h.best, h.places, coalesce(m.persons, 0) as persons, coalesce(left(r.area, 6), '') as division
                from household h left join member m on m.file_no = h.file_no left join residence r on r.file_no = h.file_no
                where ?::text[] is null or r.area like any (?::text[])
            )
            select true, division, best, count(*), sum(persons) from counted group by division, best
            union all
            select false, '', place, count(*), sum(persons) from counted, unnest(places) as place group by place
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
            query.setString(1, order.text());
            query.setObject(2, day);
            query.setObject(3, day);
            query.setObject(4, day);
            patterns(query, 5, scope);
            patterns(query, 6, scope);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tallies.add(new Tally(
                            row.getBoolean(1),
                            row.getString(2),
                            order.categoryAt(row.getInt(3)),
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
