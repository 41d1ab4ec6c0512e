package org.onestop.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Rows;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;

/** Whether exactly one row of a table matches each combination that can occur in a scheme. */
final class TableCover {

    /** A combination that can occur. In the city referral plays no part; only employees work or are retired. */
    private record Combination(HospitalLevel level, Place place, boolean unreferred, WorkingStatus workingStatus) {

        boolean matches(Rows.Row<?> row) {
            return row.matches(level, place, unreferred, workingStatus);
        }

        @Override
        public String toString() {
            return level + " " + place
                    + (place == Place.LOCAL ? "" : unreferred ? " UNREFERRED" : " REFERRED")
                    + (workingStatus == null ? "" : " " + workingStatus);
        }
    }

    private TableCover() {}

    static void check(Element table, Scheme scheme, List<? extends Rows.Row<?>> rows) {
        Flaws flaws = new Flaws();
        List<Combination> combinations = combinations(scheme);
        List<Combination> holes = combinations.stream().filter(each -> matching(rows, each) == 0).toList();
        List<Combination> ambiguous = combinations.stream().filter(each -> matching(rows, each) > 1).toList();
        if (!holes.isEmpty()) {
            flaws.add(table.pointer(), FlawKind.TABLE_HOLE, list(holes));
        }
        if (!ambiguous.isEmpty()) {
            flaws.add(table.pointer(), FlawKind.TABLE_AMBIGUOUS, list(ambiguous));
        }
        for (int i = 0; i < rows.size(); i++) {
            if (combinations.stream().noneMatch(matchedBy(rows.get(i)))) {
                flaws.add(table.pointer() + "/" + i, FlawKind.ROW_UNREACHABLE, "");
            }
        }
        flaws.throwIfAny();
    }

    private static java.util.function.Predicate<Combination> matchedBy(Rows.Row<?> row) {
        return combination -> combination.matches(row);
    }

    private static long matching(List<? extends Rows.Row<?>> rows, Combination combination) {
        return rows.stream().filter(combination::matches).count();
    }

    private static List<Combination> combinations(Scheme scheme) {
        List<WorkingStatus> statuses =
                scheme == Scheme.EMPLOYEE ? Arrays.asList(WorkingStatus.values()) : Collections.singletonList(null);
        List<Combination> all = new ArrayList<>();
        for (HospitalLevel level : HospitalLevel.values()) {
            for (Place place : Place.values()) {
                for (WorkingStatus status : statuses) {
                    all.add(new Combination(level, place, false, status));
                    if (place != Place.LOCAL) {
                        all.add(new Combination(level, place, true, status));
                    }
                }
            }
        }
        return all;
    }

    private static String list(List<Combination> combinations) {
        return combinations.stream().map(Combination::toString).collect(Collectors.joining("; "));
    }
}
