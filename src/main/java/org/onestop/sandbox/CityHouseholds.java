package org.onestop.sandbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.LabelOrder;

/**
 * Makes up the city's households: so many that together with the sandbox's own each category has exactly the published
 * number of households and persons on the day, and some more whose category ended before it or began after it.
 */
final class CityHouseholds {

    /** No household has more members than the head and so many others on the day. */
    private static final int MOST_OTHERS = 5;

    /** Of a thousand households that count, so many more have ceased to, or do not count yet. */
    private static final int CEASED = 40;

    private static final int YET_TO_COME = 60;
    private static final int WHOLE = 1000;
    private static final int SHORTEST_PROCEDURE = 20;
    private static final int LONGEST_PROCEDURE = 60;

    private final CityFigures figures;
    private final SandboxHouseholds sandbox;
    private final LabelOrder order;
    private final Draws draws;
    private final CityLabels labels;
    private final CityFamily families;
    private final List<CityHousehold> made = new ArrayList<>();

    CityHouseholds(CityFigures figures, SandboxHouseholds sandbox, LabelOrder order, long seed, CityPeople people) {
        this.figures = figures;
        this.sandbox = sandbox;
        this.order = order;
        this.draws = Draws.of(seed, "households");
        this.labels = new CityLabels(figures.asOf(), order, Draws.of(seed, "labels"));
        this.families = new CityFamily(figures.asOf(), people, Draws.of(seed, "families"));
    }

    List<CityHousehold> all() {
        for (HardshipCategory category : HardshipCategory.values()) {
            counted(category);
            int households = figures.categories().get(category).households();
            others(category, households * CEASED / WHOLE, false);
            others(category, households * YET_TO_COME / WHOLE, true);
        }
        return made;
    }

    /**
     * Each household has places for a few members besides the head; exactly as many of all these places as are needed are
     * filled, every one as likely as any other.
     */
    private void counted(HardshipCategory category) {
        CityFigures.Count wanted = figures.categories().get(category).minus(sandbox.of(category, null, order));
        int placesLeft = wanted.households() * MOST_OTHERS;
        int othersLeft = wanted.persons() - wanted.households();
        for (CityPlaces place : places(category)) {
            int size = 1;
            for (int i = 0; i < MOST_OTHERS; i++) {
                if (draws.below(placesLeft--) < othersLeft) {
                    othersLeft--;
                    size++;
                }
            }
            add(place, size, category, labels.counted(category));
        }
    }

    /** Where each household of a category lives, the sandbox's own taken off. */
    private List<CityPlaces> places(HardshipCategory category) {
        List<Integer> shares = CityPlaces.shares(figures.categories().get(category).households());
        List<CityPlaces> places = new ArrayList<>();
        for (CityPlaces place : CityPlaces.values()) {
            int own = sandbox.of(category, place.division(), order).households();
            for (int i = own; i < shares.get(place.ordinal()); i++) {
                places.add(place);
            }
        }
        return places;
    }

    private void others(HardshipCategory category, int households, boolean later) {
        CityFigures.Count count = figures.categories().get(category);
        for (CityPlaces place : CityPlaces.values()) {
            for (int i = 0; i < CityPlaces.shares(households).get(place.ordinal()); i++) {
                int size = 1;
                for (int j = 0; j < MOST_OTHERS; j++) {
                    size += draws.below(count.households() * MOST_OTHERS) < count.persons() - count.households() ? 1 : 0;
                }
                add(place, size, category, later ? labels.begunLater(category) : labels.ended(category));
            }
        }
    }

    private void add(CityPlaces place, int size, HardshipCategory category, List<CategoryPeriod> categories) {
        LocalDate opened = categories.stream()
                .map(CategoryPeriod::from)
                .min(LocalDate::compareTo)
                .orElseThrow()
                .minusDays(draws.between(SHORTEST_PROCEDURE, LONGEST_PROCEDURE));
        boolean ill = categories.stream().anyMatch(each -> each.category() == HardshipCategory.EXPENDITURE);
        made.add(new CityHousehold(
                String.format("LPS-D-%05d", made.size() + 1),
                place.community(draws),
                families.members(size, category, ill, opened),
                categories));
    }
}
