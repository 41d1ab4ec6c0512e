package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.onestop.adjudication.HardshipCategory;

/**
 * What was published of the city: how many households and persons each category has on a day, and the union's units and
 * members. The demonstration city gives exactly these.
 *
 * @param asOf       the day
 * @param categories every category
 * @param units      of the union's mutual aid
 * @param members    of the term that ended before that day
 */
record CityFigures(LocalDate asOf, Map<HardshipCategory, Count> categories, int units, int members) {

    private static final String FILE = "/sandbox/city.json";

    /** Households and persons. */
    record Count(int households, int persons) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(households + other.households, persons + other.persons);
        }

        Count minus(Count other) {
            return new Count(households - other.households, persons - other.persons);
        }
    }

    /** The published figures. */
    static CityFigures published() {
        JsonNode json = read();
        Map<HardshipCategory, Count> categories = new EnumMap<>(HardshipCategory.class);
        for (JsonNode each : json.get("categories")) {
            categories.put(
                    HardshipCategory.valueOf(each.get("category").textValue()),
                    new Count(each.get("households").intValue(), each.get("persons").intValue()));
        }
        JsonNode union = json.get("mutualAid");
        return new CityFigures(
                LocalDate.parse(json.get("asOf").textValue()),
                categories,
                union.get("units").intValue(),
                union.get("members").intValue());
    }

    /** The term whose members are counted: the year before. */
    int term() {
        return asOf.getYear() - 1;
    }

    private static JsonNode read() {
        try (InputStream file = CityFigures.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the city's figures could not be read", e);
        }
    }
}
