package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.BillLine;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.CriticalIllnessPolicy;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Referral;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.UnitPrice;

/** What the shipped numbers promise to people, tried on random years; a failure prints its seed. */
class ShippedPolicyPropertiesTest {

    private static final int RUNS = 3_000;
    private static final PolicyBook BOOK = new PolicyBook(Optional.empty());
    private static final Money FEN = Money.ofFen(1);

    /** One bill of a person whose year has already gone some way. */
    private record Case(Policy policy, Scheme scheme, WorkingStatus working, Accumulators year, Bill bill) {

        Split split(Integer assistanceClass, Bill other) {
            PatientStatus patient = new PatientStatus(scheme, working, List.of(), assistanceClass, false, false);
            return ((Outcome.Adjudicated) Adjudicator.adjudicate(policy, patient, year, other)).split();
        }
    }

    @Test
    void aBetterClassNeverCostsThePatientMore() {
        run((seed, one) -> {
            Money worse = one.split(null, one.bill()).patientPays();
            for (int assistanceClass = 4; assistanceClass >= 1; assistanceClass--) {
                Money better = one.split(assistanceClass, one.bill()).patientPays();
                Money most = worse.plus(FEN);
                int which = assistanceClass;
                assertTrue(better.compareTo(most) <= 0, () -> "class " + which + " pays " + better + ", seed " + seed);
                worse = better;
            }
        });
    }

    @Test
    void aFenMoreInScopeNeverLowersWhatATierPays() {
        run((seed, one) -> {
            Integer assistanceClass = seed % 5 == 0 ? null : Integer.valueOf(Math.floorMod(seed, 4) + 1);
            Split less = one.split(assistanceClass, one.bill());
            Split more = one.split(assistanceClass, plusOneFen(one.bill()));
            boolean abovePool = one.policy().criticalIllness() instanceof CriticalIllnessPolicy.AbovePool;
            Money slack = abovePool ? FEN : Money.ZERO;
            rises("basic", seed, less.basic(), more.basic(), Money.ZERO);
            // Where a chronic cover's own cap holds u still, u0 goes on growing by whole fen: the quotient may lose one.
            Money quotient = abovePool && one.bill().encounterType() == EncounterType.OUTPATIENT_CHRONIC ? FEN : Money.ZERO;
            rises("critical illness", seed, less.criticalIllness(), more.criticalIllness(), quotient);
            rises("assistance", seed, less.medicalAssistance(), more.medicalAssistance(), slack);
            rises("tilt aid", seed, less.tiltAid(), more.tiltAid(), slack);
        });
    }

    private static void rises(String tier, long seed, Money less, Money more, Money slack) {
        assertTrue(more.plus(slack).compareTo(less) >= 0, () -> tier + " falls from " + less + " to " + more + ", seed " + seed);
    }

    private interface Check {
        void on(long seed, Case one);
    }

    private static void run(Check check) {
        Long given = Long.getLong("onestop.test.seed");
        for (int i = 0; i < (given == null ? RUNS : 1); i++) {
            long seed = given == null ? ThreadLocalRandom.current().nextLong() : given;
            try {
                check.on(seed, random(new SplittableRandom(seed)));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Donestop.test.seed=" + seed, e);
            }
        }
    }

    private static Case random(SplittableRandom random) {
        Scheme scheme = random.nextBoolean() ? Scheme.RESIDENT : Scheme.EMPLOYEE;
        WorkingStatus working =
                scheme == Scheme.RESIDENT ? null : random.nextBoolean() ? WorkingStatus.WORKING : WorkingStatus.RETIRED;
        LocalDate on = LocalDate.of(random.nextBoolean() ? 2018 : 2023, 6, 30);
        Policy policy = BOOK.find(scheme, on).orElseThrow().policy();
        Accumulators year = Accumulators.NONE;
        for (int i = random.nextInt(4); i > 0; i--) {
            Integer assistanceClass = random.nextInt(5) == 0 ? null : random.nextInt(4) + 1;
            PatientStatus patient = new PatientStatus(scheme, working, List.of(), assistanceClass, false, false);
            Outcome outcome = Adjudicator.adjudicate(policy, patient, year, bill(random, on));
            year = ((Outcome.Adjudicated) outcome).accumulatorsAfter();
        }
        return new Case(policy, scheme, working, year, bill(random, on));
    }

    private static Bill bill(SplittableRandom random, LocalDate on) {
        EncounterType type = EncounterType.values()[random.nextInt(3)];
        Money amount = Money.ofFen(
                switch (random.nextInt(3)) {
                    case 0 -> random.nextLong(200_000);
                    case 1 -> random.nextLong(5_000_000);
                    default -> random.nextLong(60_000_000);
                });
        Place place = Place.values()[random.nextInt(3)];
        Referral referral = Referral.values()[random.nextInt(3)];
        HospitalLevel level = HospitalLevel.values()[random.nextInt(5)];
        return new Bill(type, type == EncounterType.INPATIENT ? on : null, on, level, place, referral, List.of(line(1, amount)));
    }

    private static Bill plusOneFen(Bill bill) {
        List<BillLine> lines = new ArrayList<>(bill.lines());
        lines.add(line(2, FEN));
        return new Bill(
                bill.encounterType(), bill.admittedOn(), bill.benefitDate(), bill.level(), bill.place(), bill.referral(), lines);
    }

    private static BillLine line(int number, Money amount) {
        return new BillLine(number, "ITEM-" + number, Quantity.parse("1"), UnitPrice.parse(amount.toString()), amount, null,
                new ItemTerms(CatalogueClass.A, null, null), null);
    }
}
