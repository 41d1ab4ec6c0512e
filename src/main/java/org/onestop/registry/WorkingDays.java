package org.onestop.registry;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts working days (工作日): weekdays, corrected by the State Council's yearly arrangements as the table
 * {@code calendar_day} has them. A year of which it has nothing counts weekdays alone.
 */
@ApplicationScoped
class WorkingDays {

    /** Before everything else that starts, after the tables are there. */
    private static final int EARLY = 10;

    private static final String ARRANGEMENTS = "/calendar/working-days.csv";
    private static final String COLUMNS = "day,working,source";
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final RegisterStatements statements;
    private volatile Map<LocalDate, Boolean> exceptions = Map.of();

    WorkingDays(RegisterStatements statements) {
        this.statements = statements;
    }

    /** Fills the table with what the service brings along; rows that somebody put there stay as they are. */
    @Transactional
    void load(@Observes @Priority(EARLY) StartupEvent started) {
        Map<LocalDate, Boolean> known = new TreeMap<>();
        statements.list(
                "select day, working from calendar_day",
                row -> known.put(row.getObject(1, LocalDate.class), row.getBoolean(2)));
        for (String line : arrangements()) {
            String[] part = line.split(",");
            LocalDate day = LocalDate.parse(part[0]);
            boolean working = part[1].equals("yes");
            if (known.putIfAbsent(day, working) == null) {
                statements.run(
                        "insert into calendar_day (day, working, source) values (?, ?, ?) on conflict do nothing",
                        day,
                        working,
                        part[2]);
            }
        }
        exceptions = Map.copyOf(known);
    }

    /** The years whose arrangements are known. */
    Set<Integer> years() {
        Set<Integer> years = new TreeSet<>();
        exceptions.keySet().forEach(day -> years.add(day.getYear()));
        return years;
    }

    /** The n-th working day after a day. */
    LocalDate after(LocalDate day, int n) {
        LocalDate found = day;
        for (int left = n; left > 0; ) {
            found = found.plusDays(1);
            if (isWorking(found)) {
                left--;
            }
        }
        return found;
    }

    /** How many working days there are after one day, up to and with another; none where that one comes before. */
    int between(LocalDate day, LocalDate last) {
        return (int) day.plusDays(1).datesUntil(last.isBefore(day) ? day.plusDays(1) : last.plusDays(1))
                .filter(this::isWorking)
                .count();
    }

    boolean isWorking(LocalDate day) {
        return exceptions.getOrDefault(day, !WEEKEND.contains(day.getDayOfWeek()));
    }

    private static List<String> arrangements() {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                WorkingDays.class.getResourceAsStream(ARRANGEMENTS), StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(line -> !line.startsWith("#") && !line.equals(COLUMNS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the arrangements of working days could not be read", e);
        }
    }
}
