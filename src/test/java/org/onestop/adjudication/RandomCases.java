package org.onestop.adjudication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.Rounding;
import org.onestop.money.UnitPrice;

/** Policies, persons and bills at random, but valid: every mechanism that a policy can express turns up. */
final class RandomCases {

    private static final LocalDate ON = LocalDate.of(2023, 6, 30);

    private final RandomGenerator random;

    RandomCases(long seed) {
        this.random = new java.util.SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    private <E extends Enum<E>> E oneOf(Class<E> values) {
        return values.getEnumConstants()[below(values.getEnumConstants().length)];
    }

    private static <T> Parameter<T> parameter(T value) {
        return new Parameter<>("generated", ON, "generated", value);
    }

    /** Round amounts, odd ones, small ones, none. */
    Money amount(int mostYuan) {
        return switch (below(5)) {
            case 0 -> Money.ZERO;
            case 1 -> Money.ofFen(below(300));
            case 2 -> Money.ofFen(below(mostYuan) * 100L);
            default -> Money.ofFen(random.nextLong(mostYuan * 100L));
        };
    }

    Ratio share() {
        return switch (below(6)) {
            case 0 -> Ratio.ZERO;
            case 1 -> Ratio.ONE;
            case 2 -> new Ratio(below(10_001));
            default -> new Ratio(below(101) * 100);
        };
    }

    private Bands bands() {
        List<Bands.Band> bands = new ArrayList<>();
        Money from = Money.ZERO;
        for (int i = below(3); i > 0; i--) {
            Money to = from.plus(amount(40_000)).plus(Money.ofFen(1));
            bands.add(new Bands.Band(from, to, share()));
            from = to;
        }
        bands.add(new Bands.Band(from, null, share()));
        return new Bands(bands);
    }

    private <T> Rows<T> rows(java.util.function.Supplier<T> value) {
        Set<Place> outside = Set.of(Place.OUTSIDE);
        return new Rows<>(List.of(
                new Rows.Row<>(Set.of(HospitalLevel.LEVEL_3), Set.of(), null, Set.of(), value.get()),
                new Rows.Row<>(Set.of(), outside, true, Set.of(), value.get()),
                new Rows.Row<>(Set.of(), Set.of(), null, Set.of(WorkingStatus.RETIRED), value.get()),
                new Rows.Row<>(Set.of(), Set.of(), null, Set.of(), value.get())));
    }

    private Money cap(int mostYuan) {
        return below(3) == 0 ? null : amount(mostYuan);
    }

    private YearlyCap payment(int mostYuan) {
        return new YearlyCap(YearlyCap.Convention.PAYMENT, cap(mostYuan));
    }

    private Set<EncounterType> types() {
        Set<EncounterType> types = EnumSet.of(EncounterType.INPATIENT);
        for (EncounterType type : EncounterType.values()) {
            if (below(3) > 0) {
                types.add(type);
            }
        }
        return types;
    }

    private Set<Integer> classes() {
        return Set.copyOf(List.of(1, 2, 3, 4).subList(0, below(5)));
    }

    private RepeatRule repeatRule() {
        return switch (below(4)) {
            case 0 -> new RepeatRule.None();
            case 1 -> new RepeatRule.Halve();
            case 2 -> new RepeatRule.Step(amount(300), amount(500));
            default -> new RepeatRule.Ladder(rows(() -> List.of(amount(900), amount(600), amount(300)).subList(0, 1 + below(3))));
        };
    }

    private OutpatientPolicy cover() {
        return new OutpatientPolicy(
                parameter(below(4) > 0), parameter(amount(500)), parameter(rows(this::bands)), parameter(payment(8_000)));
    }

    Policy policy(Scheme scheme) {
        YearlyCap pool = new YearlyCap(oneOf(YearlyCap.Convention.class), cap(90_000));
        BasicPolicy basic = new BasicPolicy(
                parameter(rows(() -> amount(1_500))),
                parameter(rows(this::bands)),
                parameter(rows(this::share)),
                parameter(repeatRule()),
                parameter(classes()),
                parameter(oneOf(BandBasis.class)),
                parameter(pool),
                parameter(share()),
                cover(),
                cover());
        return new Policy(scheme, basic, critical(), assistance(), mutualAid());
    }

    private CriticalIllnessPolicy critical() {
        if (below(2) == 0) {
            return new CriticalIllnessPolicy.AbovePool(
                    parameter(CriticalIllnessPolicy.Form.ABOVE_POOL),
                    parameter(types()),
                    parameter(share()),
                    parameter(payment(90_000)));
        }
        CriticalIllnessPolicy.Tilt tilt = below(2) == 0
                ? CriticalIllnessPolicy.Tilt.NONE
                : new CriticalIllnessPolicy.Tilt(classes(), share(), new Ratio(below(2_000)), below(2) == 0);
        return new CriticalIllnessPolicy.AccumulatedBurden(
                parameter(CriticalIllnessPolicy.Form.ACCUMULATED_BURDEN),
                parameter(types()),
                parameter(below(4) == 0),
                parameter(amount(15_000)),
                parameter(bands()),
                parameter(oneOf(BandBounds.class)),
                parameter(tilt),
                parameter(payment(90_000)));
    }

    private <T> Map<Integer, T> byClass(java.util.function.Supplier<T> value) {
        Map<Integer, T> map = new TreeMap<>();
        for (int one = 1; one <= 4; one++) {
            map.put(one, value.get());
        }
        return map;
    }

    private AssistancePolicy assistance() {
        Map<Integer, AssistancePolicy.TiltAid> tilt = new TreeMap<>();
        for (int one = 1; one <= 4; one++) {
            if (below(2) == 0) {
                tilt.put(one, new AssistancePolicy.TiltAid(amount(8_000), share(), cap(30_000)));
            }
        }
        List<AssistancePolicy.CategoryClass> categories = List.of(
                new AssistancePolicy.CategoryClass(HardshipCategory.DESTITUTE, null, 1, false),
                new AssistancePolicy.CategoryClass(HardshipCategory.DIBAO, null, 2, false),
                new AssistancePolicy.CategoryClass(HardshipCategory.DIBAO_MARGIN, null, 3, below(2) == 0),
                new AssistancePolicy.CategoryClass(HardshipCategory.EXPENDITURE, null, 4, true),
                new AssistancePolicy.CategoryClass(HardshipCategory.HOUSING, null, null, false),
                new AssistancePolicy.CategoryClass(HardshipCategory.WORKER, WorkerGrade.DEEP, 2, false),
                new AssistancePolicy.CategoryClass(HardshipCategory.WORKER, WorkerGrade.RELATIVE, 3, false),
                new AssistancePolicy.CategoryClass(HardshipCategory.WORKER, WorkerGrade.ACCIDENT, 4, false));
        return new AssistancePolicy(
                parameter(categories),
                parameter(types()),
                parameter(below(4) == 0),
                parameter(byClass(() -> amount(3_000))),
                parameter(byClass(this::share)),
                parameter(byClass(() -> payment(40_000))),
                parameter(Collections.unmodifiableMap(tilt)),
                parameter(oneOf(AssistancePolicy.TiltTrigger.class)));
    }

    private MutualAidPolicy mutualAid() {
        return new MutualAidPolicy(
                parameter(Money.ofFen(10_000)), parameter(30), parameter(types()), parameter(bands()), parameter(payment(20_000)));
    }

    PatientStatus patient(Scheme scheme) {
        List<HardshipLabel> labels = new ArrayList<>();
        for (int i = below(3); i > 0; i--) {
            HardshipCategory category = oneOf(HardshipCategory.class);
            WorkerGrade grade = category == HardshipCategory.WORKER ? oneOf(WorkerGrade.class) : null;
            labels.add(new HardshipLabel(category, grade, below(2) == 0));
        }
        boolean member = below(2) == 0;
        WorkingStatus status = scheme == Scheme.EMPLOYEE ? oneOf(WorkingStatus.class) : null;
        return new PatientStatus(scheme, status, labels, null, member, member && below(4) > 0);
    }

    Bill bill(boolean refunds) {
        return bill(oneOf(EncounterType.class), oneOf(HospitalLevel.class), oneOf(Place.class), lines(refunds));
    }

    Bill bill(EncounterType type, HospitalLevel level, Place place, List<BillLine> lines) {
        Referral referral = place == Place.LOCAL && below(2) == 0 ? null : oneOf(Referral.class);
        LocalDate admitted = type == EncounterType.INPATIENT ? ON.minusDays(5) : null;
        return new Bill(type, admitted, ON, level, place, referral, lines);
    }

    List<BillLine> lines(boolean refunds) {
        List<BillLine> lines = new ArrayList<>();
        for (int i = 1 + below(6); i > 0; i--) {
            BillLine line = line(lines.size() + 1);
            lines.add(line);
            if (refunds && below(4) == 0) {
                lines.add(refund(line, lines.size() + 1));
            }
        }
        return lines;
    }

    private BillLine line(int number) {
        Quantity quantity = new Quantity(below(2) == 0 ? 10_000L * (1 + below(9)) : 1L + below(99_999));
        UnitPrice price = new UnitPrice(
                switch (below(3)) {
                    case 0 -> below(100) * 10_000L;
                    case 1 -> random.nextLong(20_000_000_000L);
                    default -> below(30_000) * 10_000L;
                });
        Money amount = price.times(quantity, Rounding.HALF_UP_TO_FEN);
        ItemTerms listed = below(8) == 0 ? null : terms(price);
        ItemTerms declared = below(2) == 0 ? null : terms(price);
        return new BillLine(number, "ITEM-" + number, quantity, price, amount, null, declared, listed);
    }

    /** Gives back a part of what a line charged, or all of it. */
    private BillLine refund(BillLine line, int number) {
        long charged = line.quantity().tenThousandths();
        Quantity back = new Quantity(-(below(2) == 0 ? charged : 1 + random.nextLong(charged)));
        Money amount = line.unitPrice().times(back, Rounding.HALF_UP_TO_FEN);
        return new BillLine(
                number, line.itemCode(), back, line.unitPrice(), amount, null, line.declared(), line.listed());
    }

    private ItemTerms terms(UnitPrice price) {
        UnitPrice ceiling = below(3) > 0 ? null : new UnitPrice(random.nextLong(price.millionths() * 5 / 4 + 1));
        return new ItemTerms(oneOf(CatalogueClass.class), below(3) == 0 ? null : share(), ceiling);
    }

    <T> List<T> shuffled(Collection<T> values) {
        List<T> all = new ArrayList<>(values);
        Collections.shuffle(all, new java.util.Random(random.nextLong()));
        return all;
    }
}
