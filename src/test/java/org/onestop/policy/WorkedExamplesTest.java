package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.BillLine;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.adjudication.Tier;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.UnitPrice;

/** Published cases from other cities come out to the fen, by parameter values alone. */
class WorkedExamplesTest {

    private static final LocalDate ON = LocalDate.parse("2023-06-30");
    private static final PolicyBook BOOK = new PolicyBook(Optional.empty());

    static Stream<WorkedExample> cases() {
        return WorkedExample.all();
    }

    @Test
    void allCasesAreThere() {
        assertEquals(13, cases().count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void comesOutToTheFen(WorkedExample example) {
        PolicyTrial trial = BOOK.trial(Scheme.RESIDENT, ON, Map.of(), example.draft());
        assertTrue(trial instanceof PolicyTrial.Ready, () -> trial.toString());
        PolicySet set = ((PolicyTrial.Ready) trial).set();
        Outcome outcome = Adjudicator.adjudicate(set.policy(), patient(), before(example), bill(example));
        assertTrue(outcome instanceof Outcome.Adjudicated, () -> outcome.toString());
        Map<String, String> actual = amounts((Outcome.Adjudicated) outcome);
        Map<String, String> expected = new TreeMap<>();
        example.expected().forEach((name, amount) -> expected.put(name, Money.parse(amount).toString()));
        actual.keySet().retainAll(expected.keySet());
        assertEquals(expected, actual);
    }

    private static Map<String, String> amounts(Outcome.Adjudicated outcome) {
        Map<String, Money> amounts = Map.of(
                "basic", outcome.split().basic(),
                "critical", outcome.split().criticalIllness(),
                "assistance", outcome.split().medicalAssistance(),
                "tilt", outcome.split().tiltAid(),
                "patient", outcome.split().patientPays(),
                "critical_base",
                        outcome.tiers().stream()
                                .filter(each -> each.tier() == Tier.CRITICAL_ILLNESS)
                                .findFirst()
                                .orElseThrow()
                                .base(),
                "mutual_aid", outcome.mutualAidExpected());
        Map<String, String> texts = new TreeMap<>();
        amounts.forEach((name, amount) -> texts.put(name, amount.toString()));
        return texts;
    }

    private static PatientStatus patient() {
        return new PatientStatus(Scheme.RESIDENT, null, List.of(), 2, true, true);
    }

    private static Accumulators before(WorkedExample example) {
        Money zero = Money.ZERO;
        return new Accumulators(
                example.admission() - 1, SchemeAccumulators.NONE, SchemeAccumulators.NONE, zero, zero, zero, zero, zero);
    }

    private static Bill bill(WorkedExample example) {
        Money inScope = Money.parse(example.inScope());
        Money ownPay = Money.parse(example.text("total")).minus(inScope);
        List<BillLine> lines = new ArrayList<>();
        lines.add(line(1, inScope, CatalogueClass.A));
        if (ownPay.isPositive()) {
            lines.add(line(2, ownPay, CatalogueClass.C));
        }
        return new Bill(EncounterType.INPATIENT, ON, ON, HospitalLevel.LEVEL_2, Place.LOCAL, null, lines);
    }

    private static BillLine line(int number, Money amount, CatalogueClass declared) {
        return new BillLine(
                number,
                "ITEM-" + number,
                Quantity.parse("1"),
                UnitPrice.parse(amount.toString()),
                amount,
                ON,
                new ItemTerms(declared, null, null),
                null);
    }
}
