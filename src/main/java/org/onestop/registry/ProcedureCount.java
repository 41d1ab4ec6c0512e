package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.ProcedureStatistics.OfCategory;
import org.onestop.registry.ProcedureStatistics.Course;
import org.onestop.registry.ProcedureStatistics.StepDays;

/** Counts applications and steps, and their days. An application counts where its household lived when it was lodged. */
@ApplicationScoped
class ProcedureCount {

    private static final List<String> STEPS = List.of("LODGING", "INVESTIGATION", "REVIEW", "APPROVAL");
    private static final String LODGED = "LODGED";

    private static final String SQL =
            """
            with application as (
                select a.id, a.category, a.lodged_on from category_application a
                left join household_residence r on r.file_no = a.file_no and r.superseded_at is null
                    and a.lodged_on between r.valid_from and coalesce(r.valid_to, 'infinity')
                where ?::text[] is null or r.area like any (?::text[])
            ), step as (
                select a.category, s.step, s.result, s.decided_on,
                       coalesce(lag(s.decided_on) over (partition by s.application_id order by s.sequence), a.lodged_on)
                           as since
                from application_step s join application a on a.id = s.application_id
            ), done as (
                select * from step where decided_on between ?::date and ?::date
            ), every as (
                select f.first + n as day
                from (select min(since) as first from done) f, generate_series(0, ?::date - f.first) as n
            ), worked as (
                select e.day, sum(case when coalesce(c.working, extract(isodow from e.day) < 6) then 1 else 0 end)
                    over (order by e.day) as days
                from every e left join calendar_day c on c.day = e.day
            )
            select d.category, d.step, count(*), sum(d.decided_on - d.since), max(d.decided_on - d.since),
                   sum(u.days - f.days), max(u.days - f.days),
                   count(*) filter (where d.step = 'APPROVAL' and d.result = 'PASS'),
                   count(*) filter (where d.result = 'REJECT'), count(*) filter (where d.result = 'RETURN')
            from done d join worked f on f.day = d.since join worked u on u.day = d.decided_on
            group by d.category, d.step
            union all
            select category, 'LODGED', count(*), 0, 0, 0, 0, 0, 0, 0 from application
            where lodged_on between ?::date and ?::date group by category
            """;

    private final AgroalDataSource database;

    ProcedureCount(AgroalDataSource database) {
        this.database = database;
    }

    /** The steps of one kind of one category, or the applications lodged; days are sums and the longest. */
    private record Tally(
            HardshipCategory category,
            String step,
            long count,
            long days,
            long longestDays,
            long workingDays,
            long longestWorkingDays,
            long approved,
            long rejected,
            long returned) {}

    ProcedureStatistics between(LocalDate from, LocalDate to, Scope scope) {
        List<Tally> tallies = tallies(from, to, scope);
        List<OfCategory> categories = Arrays.stream(HardshipCategory.values())
                .map(category -> OfCategory.of(
                        category,
                        course(tallies.stream().filter(tally -> tally.category() == category).toList())))
                .toList();
        return new ProcedureStatistics(from, to, scope.area().code(), course(tallies), categories);
    }

    private static Course course(List<Tally> tallies) {
        return new Course(
                tallies.stream().filter(tally -> tally.step().equals(LODGED)).mapToLong(Tally::count).sum(),
                tallies.stream().mapToLong(Tally::approved).sum(),
                tallies.stream().mapToLong(Tally::rejected).sum(),
                tallies.stream().mapToLong(Tally::returned).sum(),
                STEPS.stream()
                        .map(step -> days(
                                step,
                                tallies.stream().filter(tally -> tally.step().equals(step)).toList()))
                        .toList());
    }

    private static StepDays days(String step, List<Tally> tallies) {
        if (tallies.isEmpty()) {
            return StepDays.none(step);
        }
        long count = tallies.stream().mapToLong(Tally::count).sum();
        return new StepDays(
                step,
                count,
                Quotients.average(tallies.stream().mapToLong(Tally::days).sum(), count),
                tallies.stream().mapToLong(Tally::longestDays).max().getAsLong(),
                Quotients.average(tallies.stream().mapToLong(Tally::workingDays).sum(), count),
                tallies.stream().mapToLong(Tally::longestWorkingDays).max().getAsLong());
    }

    private List<Tally> tallies(LocalDate from, LocalDate to, Scope scope) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SQL)) {
            RegisterCount.patterns(query, 1, scope);
            RegisterCount.patterns(query, 2, scope);
            query.setObject(3, from);
            query.setObject(4, to);
            query.setObject(5, to);
            query.setObject(6, from);
            query.setObject(7, to);
            List<Tally> tallies = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tallies.add(read(row));
                }
            }
            return tallies;
        } catch (SQLException e) {
            throw new IllegalStateException("the procedure could not be counted", e);
        }
    }

    private static Tally read(ResultSet row) throws SQLException {
        return new Tally(
                HardshipCategory.valueOf(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }
}
