package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.LineScope;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Split;
import org.onestop.adjudication.TierResult;
import org.onestop.money.Money;

/** Cases under the shipped policies, each worked out by hand from the rule's text, come out to the fen. */
class HandComputedTest {

    private static final PolicyBook BOOK = new PolicyBook(Optional.empty());

    static Stream<HandComputedCase> cases() {
        return HandComputedCase.all();
    }

    @Test
    void everyCaseIsReadAndHasItsOwnName() {
        List<HandComputedCase> all = cases().toList();
        assertTrue(all.size() >= 40, () -> all.size() + " cases");
        assertEquals(all.size(), all.stream().map(HandComputedCase::toString).distinct().count());
        all.forEach(each -> assertEquals(Set.of(), each.unknownKeys(), each::toString));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void comesOutToTheFen(HandComputedCase hand) {
        PolicySet set = BOOK.find(hand.scheme(), hand.on()).orElseThrow();
        Outcome.Adjudicated outcome = assertInstanceOf(
                Outcome.Adjudicated.class,
                Adjudicator.adjudicate(set.policy(), hand.patient(), hand.before(), hand.bill()));
        assertAll(
                () -> assertEquals(withoutZeros(hand.split()), split(outcome.split()), "split"),
                () -> assertEquals(hand.tiers(), tiers(outcome.tiers()), "tiers: deductible, eligible, paid"),
                () -> assertEquals(hand.mutualAid(), outcome.mutualAidExpected(), "mutual aid"),
                () -> assertEquals(hand.after(), outcome.accumulatorsAfter(), "totals afterwards"),
                () -> assertEquals(hand.lines(), lines(outcome.lines(), hand.lines().keySet()), "lines"),
                () -> assertEquals(hand.assistanceClass(), outcome.classification().assistanceClass(), "class"),
                () -> assertEquals(hand.text("used"), label(outcome.classification().used()), "label used"),
                () -> assertEquals(hand.text("why"), outcome.classification().reason().name(), "why"));
    }

    private static Map<String, String> split(Split split) {
        Map<String, Money> amounts = new TreeMap<>();
        amounts.put("total", split.total());
        amounts.put("ownPay", split.ownPay());
        amounts.put("overCeiling", split.overCeiling());
        amounts.put("firstPay", split.firstPay());
        amounts.put("inScope", split.inScope());
        amounts.put("basic", split.basic());
        amounts.put("criticalIllness", split.criticalIllness());
        amounts.put("medicalAssistance", split.medicalAssistance());
        amounts.put("tiltAid", split.tiltAid());
        amounts.put("patientPays", split.patientPays());
        Map<String, String> texts = new TreeMap<>();
        amounts.forEach((name, amount) -> texts.put(name, amount.toString()));
        return withoutZeros(texts);
    }

    private static Map<String, String> withoutZeros(Map<String, String> texts) {
        texts.values().removeIf(text -> text.matches("(0\\.00 ?)+"));
        return texts;
    }

    private static Map<String, String> tiers(List<TierResult> tiers) {
        Map<String, String> texts = new TreeMap<>();
        tiers.forEach(each ->
                texts.put(each.tier().name(), each.deductible() + " " + each.eligible() + " " + each.paid()));
        return withoutZeros(texts);
    }

    private static Map<Integer, String> lines(List<LineScope> lines, Set<Integer> wanted) {
        return lines.stream()
                .filter(line -> wanted.contains(line.lineNo()))
                .collect(Collectors.toMap(LineScope::lineNo, HandComputedTest::line, (one, other) -> one, TreeMap::new));
    }

    private static String line(LineScope line) {
        return Stream.concat(
                        Stream.of(
                                line.catalogueClass(), line.ownPay(), line.overCeiling(), line.firstPay(), line.inScope()),
                        line.flags().stream().sorted())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private static String label(HardshipLabel label) {
        return label == null ? null : label.text();
    }
}
