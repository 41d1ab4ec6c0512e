package org.onestop.adjudication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** Any policy that the reader of the policy files would accept, small enough in its limits for them to bind. */
public final class AnyPolicy {

    private static final List<Integer> CLASSES = List.of(1, 2, 3, 4);

    private final Dice dice;

    private AnyPolicy(Dice dice) {
        this.dice = dice;
    }

    public static Policy of(Dice dice, Scheme scheme) {
        AnyPolicy any = new AnyPolicy(dice);
        CriticalIllnessPolicy critical = dice.percent(60) ? any.accumulatedBurden() : any.abovePool();
        return with(any.policy(scheme), critical);
    }

    /** Any policy whose tier 2 has the residents' form and no cap. */
    public static Policy ofAccumulatedBurdenWithoutCap(Dice dice, Scheme scheme) {
        AnyPolicy any = new AnyPolicy(dice);
        CriticalIllnessPolicy.AccumulatedBurden one = any.accumulatedBurden();
        return with(
                any.policy(scheme),
                new CriticalIllnessPolicy.AccumulatedBurden(
                        one.form(),
                        one.encounterTypes(),
                        one.firstPayCounts(),
                        one.deductible(),
                        one.bands(),
                        one.bounds(),
                        one.tilt(),
                        any.parameter(new YearlyCap(YearlyCap.Convention.PAYMENT, null))));
    }

    private static Policy with(Policy policy, CriticalIllnessPolicy critical) {
        return new Policy(policy.scheme(), policy.basic(), critical, policy.assistance(), policy.mutualAid());
    }

    private Policy policy(Scheme scheme) {
        return new Policy(scheme, basic(), abovePool(), assistance(), mutualAid());
    }

    private <T> Parameter<T> parameter(T value) {
        return new Parameter<>("any.parameter", LocalDate.EPOCH, "any source", value);
    }

    private BasicPolicy basic() {
        return new BasicPolicy(
                parameter(rows(() -> dice.money(3_000))),
                parameter(rows(this::bands)),
                parameter(rows(() -> dice.percent(50) ? Ratio.ZERO : dice.share())),
                parameter(repeatRule()),
                parameter(classes()),
                parameter(dice.of(BandBasis.values())),
                parameter(cap(dice.of(YearlyCap.Convention.values()), 60_000)),
                parameter(dice.share()),
                outpatient(),
                outpatient());
    }

    private RepeatRule repeatRule() {
        return switch (dice.between(0, 3)) {
            case 0 -> new RepeatRule.None();
            case 1 -> new RepeatRule.Halve();
            case 2 -> new RepeatRule.Step(dice.money(500), dice.money(1_000));
            default -> new RepeatRule.Ladder(rows(this::ladder));
        };
    }

    private List<Money> ladder() {
        List<Money> amounts = new ArrayList<>();
        for (int n = dice.between(1, 4); n > 0; n--) {
            amounts.add(dice.money(2_000));
        }
        return amounts;
    }

    private OutpatientPolicy outpatient() {
        if (dice.percent(20)) {
            return new OutpatientPolicy(parameter(false), null, null, null);
        }
        return new OutpatientPolicy(
                parameter(true),
                parameter(dice.money(300)),
                parameter(rows(this::bands)),
                parameter(cap(YearlyCap.Convention.PAYMENT, 10_000)));
    }

    private CriticalIllnessPolicy.AccumulatedBurden accumulatedBurden() {
        return new CriticalIllnessPolicy.AccumulatedBurden(
                parameter(CriticalIllnessPolicy.Form.ACCUMULATED_BURDEN),
                parameter(types()),
                parameter(dice.percent(30)),
                parameter(dice.money(15_000)),
                parameter(bands()),
                parameter(dice.of(BandBounds.values())),
                parameter(tilt()),
                parameter(cap(YearlyCap.Convention.PAYMENT, 100_000)));
    }

    private CriticalIllnessPolicy.Tilt tilt() {
        return dice.percent(40)
                ? CriticalIllnessPolicy.Tilt.NONE
                : new CriticalIllnessPolicy.Tilt(
                        classes(), dice.share(), new Ratio(dice.between(0, 3_000)), dice.percent(50));
    }

    private CriticalIllnessPolicy.AbovePool abovePool() {
        return new CriticalIllnessPolicy.AbovePool(
                parameter(CriticalIllnessPolicy.Form.ABOVE_POOL),
                parameter(types()),
                parameter(dice.share()),
                parameter(cap(YearlyCap.Convention.PAYMENT, 100_000)));
    }

    private AssistancePolicy assistance() {
        Map<Integer, Money> deductible = new HashMap<>();
        Map<Integer, Ratio> rate = new HashMap<>();
        Map<Integer, YearlyCap> cap = new HashMap<>();
        Map<Integer, AssistancePolicy.TiltAid> tilt = new HashMap<>();
        for (int one : CLASSES) {
            deductible.put(one, dice.money(3_000));
            rate.put(one, dice.share());
            cap.put(one, cap(YearlyCap.Convention.PAYMENT, 20_000));
            if (dice.percent(70)) {
                Money most = dice.percent(30) ? null : dice.money(20_000);
                tilt.put(one, new AssistancePolicy.TiltAid(dice.money(5_000), dice.share(), most));
            }
        }
        return new AssistancePolicy(
                parameter(categories()),
                parameter(types()),
                parameter(dice.percent(30)),
                parameter(deductible),
                parameter(rate),
                parameter(cap),
                parameter(tilt),
                parameter(dice.of(AssistancePolicy.TiltTrigger.values())));
    }

    private List<AssistancePolicy.CategoryClass> categories() {
        List<AssistancePolicy.CategoryClass> rows = new ArrayList<>();
        for (HardshipCategory category : HardshipCategory.values()) {
            if (category == HardshipCategory.WORKER) {
                for (WorkerGrade grade : WorkerGrade.values()) {
                    rows.add(category(category, grade));
                }
            } else {
                rows.add(category(category, null));
            }
        }
        return rows;
    }

    private AssistancePolicy.CategoryClass category(HardshipCategory category, WorkerGrade grade) {
        Integer assistanceClass = dice.percent(15) ? null : dice.of(CLASSES);
        return new AssistancePolicy.CategoryClass(category, grade, assistanceClass, dice.percent(25));
    }

    private MutualAidPolicy mutualAid() {
        return new MutualAidPolicy(
                parameter(dice.money(200)),
                parameter(dice.between(0, 60)),
                parameter(types()),
                parameter(bands()),
                parameter(cap(YearlyCap.Convention.PAYMENT, 50_000)));
    }

    /** Mostly all, so that most bills reach every tier. */
    private Set<EncounterType> types() {
        return dice.percent(70) ? EnumSet.allOf(EncounterType.class) : dice.some(EncounterType.class);
    }

    private Set<Integer> classes() {
        Set<Integer> some = new TreeSet<>();
        CLASSES.stream().filter(each -> dice.percent(40)).forEach(some::add);
        return some;
    }

    private YearlyCap cap(YearlyCap.Convention convention, int most) {
        return new YearlyCap(convention, dice.percent(30) ? null : dice.money(most));
    }

    private Bands bands() {
        List<Bands.Band> bands = new ArrayList<>();
        Money from = Money.ZERO;
        for (int more = dice.between(0, 3); more > 0; more--) {
            Money to = from.plus(dice.anyMoney());
            bands.add(new Bands.Band(from, to, dice.share()));
            from = to;
        }
        Money end = dice.percent(85) ? null : from.plus(dice.anyMoney());
        bands.add(new Bands.Band(from, end, dice.share()));
        return new Bands(bands);
    }

    /** A table with one row for all, or cut by one of its columns. */
    private <T> Rows<T> rows(Supplier<T> value) {
        return switch (dice.between(0, 2)) {
            case 0 -> new Rows<>(List.of(row(Set.of(), Set.of(), null, value)));
            case 1 -> new Rows<>(List.of(
                    row(EnumSet.of(HospitalLevel.TOWNSHIP, HospitalLevel.LEVEL_1), Set.of(), null, value),
                    row(EnumSet.range(HospitalLevel.LEVEL_2, HospitalLevel.PROVINCIAL), Set.of(), null, value)));
            default -> new Rows<>(List.of(
                    row(Set.of(), EnumSet.of(Place.LOCAL), null, value),
                    row(Set.of(), EnumSet.complementOf(EnumSet.of(Place.LOCAL)), true, value),
                    row(Set.of(), EnumSet.complementOf(EnumSet.of(Place.LOCAL)), false, value)));
        };
    }

    private static <T> Rows.Row<T> row(
            Set<HospitalLevel> levels, Set<Place> places, Boolean unreferred, Supplier<T> value) {
        return new Rows.Row<>(levels, places, unreferred, Set.of(), value.get());
    }
}
