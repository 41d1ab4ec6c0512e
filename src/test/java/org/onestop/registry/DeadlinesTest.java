package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Period;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without its deadlines the service does not start, and says which one is missing. */
class DeadlinesTest {

    private static final Map<String, String> ALL = Map.of(
            "onestop.registry.deadline.investigation", "10",
            "onestop.registry.deadline.review", "5",
            "onestop.registry.deadline.approval", "6",
            "onestop.registry.deadline.resubmission", "20");

    @ParameterizedTest
    @ValueSource(strings = {"investigation", "review", "approval", "resubmission"})
    void aMissingOneIsNamed(String name) {
        Map<String, String> settings = new TreeMap<>(ALL);
        settings.remove("onestop.registry.deadline." + name);
        RuntimeException refused = assertThrows(RuntimeException.class, () -> read(settings));
        assertTrue(refused.getMessage().contains("onestop.registry.deadline." + name), refused::getMessage);
    }

    @Test
    void aMisspeltOneIsNamed() {
        Map<String, String> settings = new TreeMap<>(ALL);
        settings.put("onestop.registry.deadline.aproval", "1");
        RuntimeException refused = assertThrows(RuntimeException.class, () -> read(settings));
        assertTrue(refused.getMessage().contains("onestop.registry.deadline.aproval"), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"investigation", "review", "approval", "resubmission"})
    void oneThatLeavesNoDayIsNamed(String name) {
        Map<String, String> settings = new TreeMap<>(ALL);
        settings.put("onestop.registry.deadline." + name, "0");
        RuntimeException refused = assertThrows(
                IllegalStateException.class, () -> new DueDates(read(settings), Period.ofYears(1), null).check(null));
        assertTrue(refused.getMessage().contains("onestop.registry.deadline." + name), refused::getMessage);
    }

    @Test
    void aReviewMustComeSomeTime() {
        RuntimeException refused = assertThrows(
                IllegalStateException.class, () -> new DueDates(read(ALL), Period.ZERO, null).check(null));
        assertTrue(refused.getMessage().contains("onestop.registry.review-every"), refused::getMessage);
    }

    @Test
    void eachStageHasItsOwn() {
        Deadlines deadlines = read(ALL);
        assertEquals(20, deadlines.of(Stage.LODGING));
        assertEquals(10, deadlines.of(Stage.INVESTIGATION));
        assertEquals(5, deadlines.of(Stage.REVIEW));
        assertEquals(6, deadlines.of(Stage.APPROVAL));
    }

    private static Deadlines read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(Deadlines.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(Deadlines.class);
    }
}
