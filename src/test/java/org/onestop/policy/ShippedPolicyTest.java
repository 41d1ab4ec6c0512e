package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.adjudication.AssistancePolicy;
import org.onestop.adjudication.Bands;
import org.onestop.adjudication.BasicPolicy;
import org.onestop.adjudication.CriticalIllnessPolicy;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.MutualAidPolicy;
import org.onestop.adjudication.OutpatientPolicy;
import org.onestop.adjudication.Parameter;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.RepeatRule;
import org.onestop.adjudication.Rows;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.adjudication.YearlyCap;

/** The files in the program give the numbers of the rule's section 9, here copied out by hand. */
class ShippedPolicyTest {

    private static final PolicyBook BOOK = new PolicyBook(Optional.empty());

    @Test
    void nothingIsInForceBeforeTheFirstValue() {
        assertEquals(Optional.empty(), BOOK.find(Scheme.RESIDENT, LocalDate.parse("2016-12-31")));
        assertEquals(Optional.empty(), BOOK.find(Scheme.EMPLOYEE, LocalDate.parse("2016-12-31")));
        assertEquals(List.of(), BOOK.inForce(LocalDate.parse("2016-12-31")));
    }

    @Test
    void theEraChangesOnNewYear2022AndNowhereElse() {
        for (Scheme scheme : Scheme.values()) {
            PolicySet first = BOOK.find(scheme, LocalDate.parse("2017-01-01")).orElseThrow();
            PolicySet second = BOOK.find(scheme, LocalDate.parse("2022-01-01")).orElseThrow();
            assertSame(first, BOOK.find(scheme, LocalDate.parse("2021-12-31")).orElseThrow());
            assertSame(second, BOOK.find(scheme, LocalDate.parse("2099-12-31")).orElseThrow());
            assertNotEquals(first.digestHex(), second.digestHex());
        }
    }

    /** TOWNSHIP, LEVEL_1, LEVEL_2, LEVEL_3, PROVINCIAL: deductible/rate. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESIDENT | 2017 | LOCAL    | REFERRED   |         | 100/0.85 100/0.85 400/0.75 800/0.60 1200/0.55
            RESIDENT | 2017 | PROVINCE | REFERRED   |         | 100/0.80 100/0.80 400/0.75 800/0.60 1200/0.55
            RESIDENT | 2017 | PROVINCE | UNREFERRED |         | 100/0.80 100/0.80 400/0.75 800/0.60 1200/0.55
            RESIDENT | 2017 | OUTSIDE  | REFERRED   |         | 400/0.75 400/0.75 800/0.70 1500/0.60 1500/0.60
            RESIDENT | 2017 | OUTSIDE  | UNREFERRED |         | 600/0.70 600/0.70 1000/0.65 1800/0.50 1800/0.50
            RESIDENT | 2022 | LOCAL    | REFERRED   |         | 100/0.85 100/0.85 400/0.75 800/0.60 1200/0.55
            RESIDENT | 2022 | PROVINCE | REFERRED   |         | 100/0.80 100/0.80 400/0.75 800/0.60 1200/0.55
            RESIDENT | 2022 | PROVINCE | UNREFERRED |         | 100/0.80 100/0.80 400/0.75 800/0.60 1200/0.55
            RESIDENT | 2022 | OUTSIDE  | REFERRED   |         | 400/0.75 400/0.75 800/0.70 1500/0.60 1500/0.60
            RESIDENT | 2022 | OUTSIDE  | UNREFERRED |         | 600/0.70 600/0.70 1000/0.65 1800/0.50 1800/0.50
            EMPLOYEE | 2017 | LOCAL    | REFERRED   | WORKING | 200/0.94 200/0.94 500/0.90 800/0.85 1000/0.82
            EMPLOYEE | 2017 | OUTSIDE  | UNREFERRED | WORKING | 200/0.94 200/0.94 500/0.90 800/0.85 1000/0.82
            EMPLOYEE | 2017 | LOCAL    | REFERRED   | RETIRED | 200/0.97 200/0.97 500/0.93 800/0.88 1000/0.85
            EMPLOYEE | 2017 | PROVINCE | UNREFERRED | RETIRED | 200/0.97 200/0.97 500/0.93 800/0.88 1000/0.85
            EMPLOYEE | 2022 | LOCAL    | REFERRED   | WORKING | 200/0.96 200/0.96 500/0.90 800/0.85 1000/0.82
            EMPLOYEE | 2022 | OUTSIDE  | UNREFERRED | WORKING | 200/0.96 200/0.96 500/0.90 800/0.85 1000/0.82
            EMPLOYEE | 2022 | PROVINCE | REFERRED   | RETIRED | 200/0.98 200/0.98 500/0.93 800/0.88 1000/0.85
            EMPLOYEE | 2022 | OUTSIDE  | REFERRED   | RETIRED | 200/0.98 200/0.98 500/0.93 800/0.88 1000/0.85
            """)
    void inpatientRows(Scheme scheme, int era, Place place, String referral, WorkingStatus status, String expected) {
        BasicPolicy basic = policy(scheme, era).basic();
        boolean unreferred = referral.equals("UNREFERRED");
        String actual = Stream.of(HospitalLevel.values())
                .map(level -> whole(basic.inpatientDeductible().value().find(level, place, unreferred, status))
                        + "/" + single(basic.inpatientRate().value().find(level, place, unreferred, status)))
                .collect(Collectors.joining(" "));
        assertEquals(expected, actual);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESIDENT | 2017 | 0.00 0.00 0.00 0.00 0.00
            RESIDENT | 2022 | 0.00 0.00 0.10 0.00 0.00
            EMPLOYEE | 2017 | 0.00 0.00 0.00 0.00 0.10
            EMPLOYEE | 2022 | 0.00 0.00 0.00 0.00 0.10
            """)
    void extraFirstPayOfLocalThenProvinceThenOutsideEachReferredAndUnreferred(Scheme scheme, int era, String expected) {
        Rows<org.onestop.money.Ratio> rows = policy(scheme, era).basic().extraFirstPay().value();
        WorkingStatus status = scheme == Scheme.EMPLOYEE ? WorkingStatus.RETIRED : null;
        assertEquals(
                expected,
                Stream.of("LOCAL", "PROVINCE", "PROVINCE!", "OUTSIDE", "OUTSIDE!")
                        .map(name -> rows.find(
                                        HospitalLevel.LEVEL_3,
                                        Place.valueOf(name.replace("!", "")),
                                        name.endsWith("!"),
                                        status)
                                .toString())
                        .collect(Collectors.joining(" ")));
    }

    /** Repeated admission; classes waived; yearly cap; class B first pay. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESIDENT | 2017 | HALVE              | [1] | PAYMENT 150000.00 | 0.10
            RESIDENT | 2022 | NONE               | [1] | PAYMENT 250000.00 | 0.10
            EMPLOYEE | 2017 | STEP 100.00 100.00 | []  | PAYMENT 150000.00 | 0.10
            EMPLOYEE | 2022 | STEP 100.00 100.00 | []  | PAYMENT 200000.00 | 0.10
            """)
    void restOfTierOne(Scheme scheme, int era, String repeat, String waived, String cap, String classB) {
        BasicPolicy basic = policy(scheme, era).basic();
        RepeatRule rule = basic.repeatAdmission().value();
        String steps = rule instanceof RepeatRule.Step step ? " " + step.step() + " " + step.floor() : "";
        assertEquals(repeat, rule.label() + steps);
        assertEquals(waived, basic.deductibleWaived().value().toString());
        assertEquals(cap, text(basic.annualCap().value()));
        assertEquals(classB, basic.classBFirstPay().value().toString());
        assertEquals("ELIGIBLE", basic.bandBasis().value().name());
    }

    /** Deductible; rate by level, for the working and the retired; cap. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESIDENT | 2017 | outpatient | none
            RESIDENT | 2017 | chronic    | 150.00; 0.85 0.85 0.75 0.60 0.55; PAYMENT 8000.00
            RESIDENT | 2022 | outpatient | 0.00; 0.85 0.85 0.60 0.00 0.00; PAYMENT 500.00
            RESIDENT | 2022 | chronic    | 150.00; 0.85 0.85 0.75 0.60 0.55; PAYMENT 8000.00
            EMPLOYEE | 2017 | outpatient | none
            EMPLOYEE | 2017 | chronic    | 150.00; 0.94 0.94 0.90 0.85 0.82 0.97 0.97 0.93 0.88 0.85; PAYMENT 10000.00
            EMPLOYEE | 2022 | outpatient | 150.00; 0.70 0.70 0.70 0.70 0.70 0.75 0.75 0.75 0.75 0.75; PAYMENT 2000.00
            EMPLOYEE | 2022 | chronic    | 150.00; 0.96 0.96 0.90 0.85 0.82 0.98 0.98 0.93 0.88 0.85; PAYMENT 10000.00
            """)
    void outpatientCoverIsTheSameAtAnyPlace(Scheme scheme, int era, String cover, String expected) {
        BasicPolicy basic = policy(scheme, era).basic();
        OutpatientPolicy policy = cover.equals("chronic") ? basic.chronic() : basic.outpatient();
        assertEquals(expected, text(policy, scheme, Place.LOCAL, false));
        assertEquals(expected, text(policy, scheme, Place.PROVINCE, false));
        assertEquals(expected, text(policy, scheme, Place.OUTSIDE, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017 | 7000.00  | 200000.00
            2022 | 12000.00 | 300000.00
            """)
    void residentsTierTwoAccumulates(int era, String deductible, String cap) {
        var critical = (CriticalIllnessPolicy.AccumulatedBurden) policy(Scheme.RESIDENT, era).criticalIllness();
        assertEquals(deductible, critical.deductible().value().toString());
        assertEquals("PAYMENT " + cap, text(critical.annualCap().value()));
        assertEquals("0.00-50000.00 0.60, 50000.00-100000.00 0.65, 100000.00- 0.70", text(critical.bands().value()));
        assertEquals("GROSS", critical.bounds().value().name());
        assertEquals(
                "[1, 2] 0.50 0.05 true",
                new java.util.TreeSet<>(critical.tilt().value().classes()) + " "
                        + critical.tilt().value().deductibleFactor() + " " + critical.tilt().value().ratePoints() + " "
                        + critical.tilt().value().capLifted());
        assertEquals(false, critical.firstPayCounts().value());
        assertEquals(inpatientAndChronic(), critical.encounterTypes().value());
    }

    @ParameterizedTest
    @CsvSource({"2017, 200000.00", "2022, 300000.00"})
    void employeesTierTwoPaysAboveThePool(int era, String cap) {
        var critical = (CriticalIllnessPolicy.AbovePool) policy(Scheme.EMPLOYEE, era).criticalIllness();
        assertEquals("0.90", critical.rate().value().toString());
        assertEquals("PAYMENT " + cap, text(critical.annualCap().value()));
        assertEquals(inpatientAndChronic(), critical.encounterTypes().value());
        LocalDate on = LocalDate.of(era, 7, 1);
        assertEquals("\"NONE\"", value("employee.critical_illness.tilt", on));
        assertEquals("\"false\"", value("employee.critical_illness.first_pay_counts", on));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017 | 0 0 0 2000    | NONE 30000 30000 30000 | off off off off
            2022 | 0 0 1000 2000 | NONE 50000 50000 50000 | off 5000/0.60/30000 7000/0.60/30000 7000/0.50/30000
            """)
    void assistanceIsTheSameForBothSchemes(int era, String deductibles, String caps, String tilt) {
        for (Scheme scheme : Scheme.values()) {
            AssistancePolicy aid = policy(scheme, era).assistance();
            assertEquals(deductibles, byClass(one -> whole(aid.deductible().value().get(one))));
            assertEquals("1.00 0.70 0.60 0.50", byClass(one -> aid.rate().value().get(one).toString()));
            assertEquals(caps, byClass(one -> {
                YearlyCap cap = aid.annualCap().value().get(one);
                return cap.amount() == null ? "NONE" : whole(cap.amount());
            }));
            assertEquals(tilt, byClass(one -> text(aid.tiltAid().value().get(one))));
            assertEquals(AssistancePolicy.TiltTrigger.REMAINING_BURDEN, aid.tiltTrigger().value());
            assertEquals(false, aid.firstPayCounts().value());
            assertEquals(inpatientAndChronic(), aid.encounterTypes().value());
        }
    }

    @ParameterizedTest
    @CsvSource({"2017", "2022"})
    void categoriesLeadToTheirClasses(int era) {
        String table = policy(Scheme.RESIDENT, era).assistance().categoryClass().value().stream()
                .map(row -> row.category() + (row.grade() == null ? "" : "/" + row.grade()) + " " + row.assistanceClass()
                        + (row.seriouslyIllOnly() ? " ill" : ""))
                .collect(Collectors.joining(", "));
        assertEquals(
                "DESTITUTE 1, DIBAO 2, DIBAO_MARGIN 3, EXPENDITURE 4 ill, HOUSING null,"
                        + " WORKER/DEEP 2, WORKER/RELATIVE 3, WORKER/ACCIDENT 4",
                table);
    }

    @ParameterizedTest
    @CsvSource({"RESIDENT, 2017", "RESIDENT, 2022", "EMPLOYEE, 2017", "EMPLOYEE, 2022"})
    void mutualAidIsTheSameInBothEras(Scheme scheme, int era) {
        MutualAidPolicy mutualAid = policy(scheme, era).mutualAid();
        assertEquals("100.00", mutualAid.contribution().value().toString());
        assertEquals(30, mutualAid.waitingDays().value());
        assertEquals(
                "0.00-800.00 0.00, 800.00-10000.00 0.30, 10000.00-100000.00 0.60, 100000.00-150000.00 0.80, 150000.00- 0.00",
                text(mutualAid.bands().value()));
        assertEquals(null, mutualAid.termCap().value().amount());
        assertEquals(inpatientAndChronic(), mutualAid.encounterTypes().value());
    }

    @Test
    void everyValueNamesASourceAndASetNamesItsValues() {
        PolicySet set = BOOK.find(Scheme.RESIDENT, LocalDate.parse("2018-03-12")).orElseThrow();
        Parameter<?> cap = set.policy().basic().annualCap();
        assertEquals("resident.basic.annual_cap", cap.id());
        assertTrue(cap.source().contains("15万元"), cap.source());
        assertEquals(LocalDate.parse("2017-01-01"), cap.from());
        assertTrue(set.references().stream().anyMatch(reference -> reference.id().equals(cap.id())
                && reference.from().equals(cap.from())
                && reference.digest().matches("sha256:[0-9a-f]{64}")));
        assertTrue(set.references().stream().noneMatch(reference -> reference.id().startsWith("employee.")));
        assertTrue(
                set.references().stream().noneMatch(reference -> reference.id().equals("resident.basic.outpatient_rate")),
                "a value that plays no part is not named");
        assertEquals(32, set.digest().length);
    }

    private static Policy policy(Scheme scheme, int era) {
        return BOOK.find(scheme, LocalDate.of(era, 7, 1)).orElseThrow().policy();
    }

    private static String value(String id, LocalDate on) {
        return BOOK.parameter(id, on).orElseThrow().values().get(0).value().toString();
    }

    private static Set<EncounterType> inpatientAndChronic() {
        return Set.of(EncounterType.INPATIENT, EncounterType.OUTPATIENT_CHRONIC);
    }

    private static String byClass(java.util.function.IntFunction<String> text) {
        return java.util.stream.IntStream.rangeClosed(1, 4).mapToObj(text).collect(Collectors.joining(" "));
    }

    private static String whole(org.onestop.money.Money amount) {
        return amount.toString().replace(".00", "");
    }

    private static String single(Bands bands) {
        assertEquals(1, bands.bands().size());
        return bands.bands().get(0).rate().toString();
    }

    private static String text(Bands bands) {
        return bands.bands().stream()
                .map(band -> band.from() + "-" + (band.to() == null ? "" : band.to()) + " " + band.rate())
                .collect(Collectors.joining(", "));
    }

    private static String text(YearlyCap cap) {
        return cap.convention() + " " + cap.amount();
    }

    private static String text(AssistancePolicy.TiltAid aid) {
        return aid == null ? "off" : whole(aid.threshold()) + "/" + aid.rate() + "/" + whole(aid.cap());
    }

    private static String text(OutpatientPolicy cover, Scheme scheme, Place place, boolean unreferred) {
        if (!cover.covered().value()) {
            return "none";
        }
        Stream<WorkingStatus> statuses =
                scheme == Scheme.EMPLOYEE ? Stream.of(WorkingStatus.values()) : Stream.of((WorkingStatus) null);
        String rates = statuses.flatMap(status -> Stream.of(HospitalLevel.values())
                        .map(level -> single(cover.rate().value().find(level, place, unreferred, status))))
                .collect(Collectors.joining(" "));
        return String.format(Locale.ROOT, "%s; %s; %s", cover.deductible().value(), rates, text(cover.cap().value()));
    }
}
