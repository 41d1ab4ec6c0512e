package org.onestop.sandbox;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.onestop.registry.IdNumber;

/**
 * Gives out numbers and names. The numbers have a division code that was never issued and order numbers below those of the
 * sandbox's own people, so that neither takes the other's.
 */
final class CityPeople {

    private static final String DIVISION = "520299";
    private static final int SANDBOX_ORDERS = 100;
    private static final String CHECKS = "0123456789X";
    private static final String NAME = "样例";
    private static final String GIVEN = "安宁康平和顺福寿春夏秋冬东南西北山水云林松竹梅兰菊石川江河湖海星月日天地金木土光明清远文武勤俭";

    private final Map<LocalDate, Integer> given = new HashMap<>();
    private final Draws draws;

    CityPeople(Draws draws) {
        this.draws = draws;
    }

    /** A new person. */
    CityPerson person(LocalDate born, CityPerson.Insurance insurance) {
        int order = given.merge(born, 1, Integer::sum);
        if (order >= SANDBOX_ORDERS) {
            throw new IllegalStateException("too many are born on " + born);
        }
        return new CityPerson(number(born, order), name(), born, insurance);
    }

    private static String number(LocalDate born, int order) {
        String digits = DIVISION + born.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format("%03d", order);
        return Stream.of(CHECKS.split(""))
                .map(check -> digits + check)
                .filter(number -> IdNumber.parse(number).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private String name() {
        return NAME + GIVEN.charAt(draws.below(GIVEN.length())) + GIVEN.charAt(draws.below(GIVEN.length()));
    }
}
