package org.onestop.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestop.start.StartRefusedException;

/** The rules as such: a hit and a near miss of each, and the file of their numbers. */
class AuditRulesTest {

    private static final RuleBook PACKAGED = new RuleBook(Optional.empty());

    @TempDir
    Path directory;

    static Stream<RuleCase> cases() {
        return RuleCase.all().stream();
    }

    private static Thresholds thresholds(RuleCase each) {
        Map<String, String> values = new HashMap<>(PACKAGED.entry(each.rule()).thresholds().values());
        each.with().forEach((name, value) -> assertTrue(values.put(name, value) != null, name + " is no number of the rule"));
        return new Thresholds(values);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHitIsFoundWithItsFiguresAndANearMissIsNot(RuleCase each) {
        List<RuleHit> hits = each.rule().look(each.facts(), thresholds(each));
        if (each.hit() == null) {
            assertEquals(List.of(), hits);
            return;
        }
        assertEquals(1, hits.size(), hits.toString());
        each.hit().forEach((name, value) -> assertEquals(value, hits.get(0).figures().get(name), name));
        for (String text : List.of(RuleTexts.zh(hits.get(0)), RuleTexts.en(hits.get(0)))) {
            each.hit().values().forEach(value -> assertTrue(text.contains(value), text));
        }
    }

    @Test
    void everyRuleHasAHitAndANearMiss() {
        for (AuditRule rule : AuditRule.values()) {
            List<RuleCase> own = RuleCase.all().stream().filter(each -> each.rule() == rule).toList();
            assertTrue(own.stream().anyMatch(each -> each.hit() != null), rule + " has no hit");
            assertTrue(own.stream().anyMatch(each -> each.hit() == null), rule + " has no near miss");
        }
    }

    /** The order of the bills does not matter to what is the same. */
    @Test
    void whatIsFoundAgainIsTheSame() {
        RuleCase each = RuleCase.all().get(0);
        RuleHit one = each.rule().look(each.facts(), thresholds(each)).get(0);
        List<RuleFacts.Stay> turned = new ArrayList<>(each.facts().bills());
        java.util.Collections.reverse(turned);
        RuleFacts facts = RuleFacts.ofPerson(turned, each.facts().register(), List.of(), Map.of());
        assertEquals(List.of(one.key()).stream().map(Arrays::toString).toList(),
                each.rule().look(facts, thresholds(each)).stream().map(hit -> Arrays.toString(hit.key())).toList());
    }

    private RuleBook book(String text) throws IOException {
        return new RuleBook(Optional.of(Files.writeString(directory.resolve("rules.yaml"), text)));
    }

    private static String packaged() throws IOException {
        try (var file = RuleBook.class.getResourceAsStream(RuleBook.PACKAGED)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nightsLeast:                | nightsleast:                | OVERLAPPING_STAYS.thresholds.nightsleast: 未知
            nightsLeast:                | nightsleast:                | OVERLAPPING_STAYS.thresholds.nightsLeast.value: 缺少
            AFTER_DEATH:                | AFTER_DEATHS:               | AFTER_DEATH: 缺少
            AFTER_DEATH:                | AFTER_DEATHS:               | AFTER_DEATHS: 未知
            value: "0.05"               | value: "5%"                 | CHARGED_OUTSIDE_STAY.thresholds.shareLeast.value: 5%
            value: "0.05"               | value: "1.05"               | CHARGED_OUTSIDE_STAY.thresholds.shareLeast.value: 1.05
            value: "0.05"               | value: 0.05                 | CHARGED_OUTSIDE_STAY.thresholds.shareLeast.value: 缺少
            value: "3000"               | value: "-1"                 | UNUSUAL_TOTAL.thresholds.excessLeast.value: -1
            enabled: true               | enabled: "yes"              | OVERLAPPING_STAYS.enabled
            name: "死亡后账单"          | name: ""                    | AFTER_DEATH.name: 缺少
            reason: "一人一床。         | why: "一人一床。            | DAILY_QUANTITY.thresholds.BED.reason: 缺少
            AFTER_DEATH:                | NOT_ENROLLED:               | 不是有效的YAML
            """)
    void whatIsWrongWithAFileRefusesTheStart(String good, String bad, String told) throws IOException {
        String text = packaged();
        assertTrue(text.contains(good), good);
        StartRefusedException refused =
                assertThrows(StartRefusedException.class, () -> book(text.replaceFirst(java.util.regex.Pattern.quote(good), bad)));
        assertTrue(refused.getMessage().contains(told), refused.getMessage());
    }

    @Test
    void aFileThatIsNotThereRefusesTheStart() {
        assertThrows(StartRefusedException.class, () -> new RuleBook(Optional.of(directory.resolve("none.yaml"))));
    }

    @Test
    void otherNumbersInAFileFindOtherThingsUnderAnotherVersion() throws IOException {
        RuleFacts facts = RuleCase.all().get(0).facts();
        RuleBook strict = book(packaged().replaceFirst("nightsLeast:\n      value: \"1\"", "nightsLeast:\n      value: \"2\""));
        assertEquals(1, PACKAGED.entry(AuditRule.OVERLAPPING_STAYS).rule().look(facts, PACKAGED.entry(AuditRule.OVERLAPPING_STAYS).thresholds()).size());
        assertEquals(0, strict.entry(AuditRule.OVERLAPPING_STAYS).rule().look(facts, strict.entry(AuditRule.OVERLAPPING_STAYS).thresholds()).size());
        assertNotEquals(Arrays.toString(PACKAGED.version()), Arrays.toString(strict.version()));
        assertFalse(Arrays.equals(
                PACKAGED.entry(AuditRule.OVERLAPPING_STAYS).version(), strict.entry(AuditRule.OVERLAPPING_STAYS).version()));
        assertEquals(Arrays.toString(PACKAGED.entry(AuditRule.AFTER_DEATH).version()),
                Arrays.toString(strict.entry(AuditRule.AFTER_DEATH).version()));
    }

    @Test
    void aRuleThatIsSwitchedOffFindsNothing() throws IOException {
        RuleCase after = RuleCase.all().stream().filter(each -> each.rule() == AuditRule.AFTER_DEATH).findFirst().orElseThrow();
        RuleBook off = book(packaged().replaceFirst("(?s)(AFTER_DEATH:.*?enabled: )true", "$1false"));
        assertTrue(PACKAGED.look(after.facts()).stream().anyMatch(hit -> hit.rule() == AuditRule.AFTER_DEATH));
        assertTrue(off.look(after.facts()).stream().noneMatch(hit -> hit.rule() == AuditRule.AFTER_DEATH));
    }
}
