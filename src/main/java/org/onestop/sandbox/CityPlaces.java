package org.onestop.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.onestop.access.Area;

/**
 * Where the city's households live: the four county-level divisions that there were on the day of the figures, with made-up
 * townships and communities.
 */
enum CityPlaces {
    ZHONGSHAN("520201", 340, 9),
    LIUZHI("520203", 180, 12),
    SHUICHENG("520221", 210, 14),
    PANZHOU("520281", 270, 18);

    private static final int WHOLE = 1000;
    private static final int COMMUNITIES = 10;

    private final String division;
    private final int perMille;
    private final int townships;

    CityPlaces(String division, int perMille, int townships) {
        this.division = division;
        this.perMille = perMille;
        this.townships = townships;
    }

    String division() {
        return division;
    }

    /** A community. */
    Area community(Draws draws) {
        return new Area(division
                + String.format("%03d", draws.between(1, townships))
                + String.format("%03d", draws.between(1, COMMUNITIES)));
    }

    /** A number cut into the divisions' parts: whole ones that add up, the largest remainders first. */
    static List<Integer> shares(int number) {
        List<Integer> shares = new ArrayList<>();
        int left = number;
        for (CityPlaces place : values()) {
            int share = number * place.perMille / WHOLE;
            shares.add(share);
            left -= share;
        }
        List<CityPlaces> byRemainder = new ArrayList<>(List.of(values()));
        byRemainder.sort(Comparator.comparing((CityPlaces place) -> -(number * place.perMille % WHOLE)));
        for (CityPlaces place : byRemainder.subList(0, left)) {
            shares.set(place.ordinal(), shares.get(place.ordinal()) + 1);
        }
        return shares;
    }
}
