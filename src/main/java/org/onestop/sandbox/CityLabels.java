package org.onestop.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.Department;
import org.onestop.registry.LabelOrder;

/** Which categories a made-up household holds and when. */
final class CityLabels {

    /** The first approvals that the city knows. */
    static final LocalDate FIRST = LocalDate.of(2014, 1, 1);

    /** The last ones. */
    static final LocalDate LAST = LocalDate.of(2019, 12, 31);

    private static final int RECENT = 300;
    private static final int ON_THE_DAY = 2;
    private static final int ENDS = 120;
    private static final int SECOND_LABEL = 50;
    private static final int HOUSING_IS_SECOND = 700;
    private static final int EARLIER_LABEL = 60;
    private static final int SHORTEST = 30;

    private final LocalDate day;
    private final LabelOrder order;
    private final Draws draws;

    CityLabels(LocalDate day, LabelOrder order, Draws draws) {
        this.day = day;
        this.order = order;
        this.draws = draws;
    }

    /** Categories of a household that is counted under one of them on the day: the best of those in force. */
    List<CategoryPeriod> counted(HardshipCategory category) {
        List<CategoryPeriod> periods = new ArrayList<>();
        LocalDate from = begun();
        LocalDate to = draws.chance(ON_THE_DAY) ? day : draws.chance(ENDS) ? draws.day(day, LAST) : null;
        CategoryPeriod main = period(category, from, to);
        periods.add(main);
        if (draws.chance(SECOND_LABEL)) {
            second(main, periods);
        }
        if (from.isAfter(FIRST.plusYears(1)) && draws.chance(EARLIER_LABEL)) {
            HardshipCategory earlier = before(category);
            LocalDate began = draws.day(FIRST, from.minusDays(SHORTEST));
            periods.add(period(earlier, began, from.minusDays(1)));
        }
        return periods;
    }

    /** A category that ended before the day. */
    List<CategoryPeriod> ended(HardshipCategory category) {
        LocalDate from = draws.day(FIRST, day.minusDays(1 + SHORTEST));
        LocalDate before = day.minusDays(1);
        LocalDate to = draws.chance(ON_THE_DAY * 5) ? before : draws.day(from.plusDays(SHORTEST), before);
        return List.of(period(category, from, to));
    }

    /** A category that began after the day. */
    List<CategoryPeriod> begunLater(HardshipCategory category) {
        LocalDate from = draws.chance(ON_THE_DAY * 5) ? day.plusDays(1) : draws.day(day.plusDays(1), LAST);
        return List.of(period(category, from, null));
    }

    private LocalDate begun() {
        if (draws.chance(ON_THE_DAY)) {
            return day;
        }
        LocalDate recently = day.withDayOfYear(1).minusYears(1);
        return draws.chance(RECENT) ? draws.day(recently, day) : draws.day(FIRST, recently.minusDays(1));
    }

    /** A second label must not be better than the first, under which the household is counted. */
    private void second(CategoryPeriod main, List<CategoryPeriod> periods) {
        HardshipCategory category =
                draws.chance(HOUSING_IS_SECOND) ? HardshipCategory.HOUSING : HardshipCategory.EXPENDITURE;
        LocalDate from = draws.day(day.minusYears(2), day);
        LocalDate to = draws.chance(ENDS) ? draws.day(from, LAST) : null;
        if (order.rank(category, null) > order.rank(main.category(), main.grade())) {
            periods.add(period(category, from, to));
        }
    }

    private static HardshipCategory before(HardshipCategory category) {
        return switch (category) {
            case DESTITUTE, DIBAO_MARGIN, EXPENDITURE, HOUSING -> HardshipCategory.DIBAO;
            case DIBAO, WORKER -> HardshipCategory.DIBAO_MARGIN;
        };
    }

    private CategoryPeriod period(HardshipCategory category, LocalDate from, LocalDate to) {
        WorkerGrade grade = category == HardshipCategory.WORKER
                ? WorkerGrade.values()[draws.weighted(200, 600, 200)]
                : null;
        return new CategoryPeriod(category, grade, Department.owning(category), from, to);
    }
}
