package org.onestop.benchmark;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.adjudication.TraceStep;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.money.Money;
import org.onestop.policy.PolicyBook;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The engine alone, on one thread: bills of forty lines of a person of assistance class 2 with some of the year behind
 * them, under the shipped policies. Bills take turns, so that no single one's way is all that the compiler sees. The
 * collector is the serial one, so that nothing of it runs on another core.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class EngineBenchmark {

    private static final int BILLS = 256;
    private static final long SEED = 20250101L;

    /** Under which law. */
    public enum Law {
        RESIDENT_2017(Scheme.RESIDENT, "2018-06-15"),
        RESIDENT_2022(Scheme.RESIDENT, "2024-06-15"),
        EMPLOYEE_2022(Scheme.EMPLOYEE, "2024-06-15");

        private final Scheme scheme;
        private final LocalDate benefitDate;

        Law(Scheme scheme, String benefitDate) {
            this.scheme = scheme;
            this.benefitDate = LocalDate.parse(benefitDate);
        }
    }

    /** Set by JMH, one after another. */
    @Param
    public Law law;

    private Policy policy;
    private PatientStatus patient;
    private Accumulators before;
    private Bill[] bills;
    private int next;

    /** Makes what is adjudicated, and sees to it that all of it is decided: a refusal would be quick. */
    @Setup
    public void prepare() {
        policy = new PolicyBook(Optional.empty())
                .find(law.scheme, law.benefitDate)
                .orElseThrow()
                .policy();
        boolean employee = law.scheme == Scheme.EMPLOYEE;
        patient = new PatientStatus(
                law.scheme,
                employee ? WorkingStatus.WORKING : null,
                List.of(new HardshipLabel(HardshipCategory.DIBAO, null, false)),
                null,
                employee,
                employee);
        before = year();
        bills = SampleBills.of(BILLS, SEED, law.benefitDate).toArray(Bill[]::new);
        for (Bill bill : bills) {
            if (!(Adjudicator.adjudicate(policy, patient, before, bill) instanceof Outcome.Adjudicated)) {
                throw new IllegalStateException("a bill of the benchmark was refused");
            }
        }
    }

    /** Split, tiers, lines, accumulators, and what the trace is made of. */
    @Benchmark
    public Outcome decided() {
        return Adjudicator.adjudicate(policy, patient, before, nextBill());
    }

    /** The same, and every step of the trace as the answer tells it: formula, Chinese, English. */
    @Benchmark
    public Outcome decidedAndTold(Blackhole reader) {
        var outcome = (Outcome.Adjudicated) Adjudicator.adjudicate(policy, patient, before, nextBill());
        for (TraceStep step : outcome.trace()) {
            reader.consume(step.formula());
            reader.consume(step.textZh());
            reader.consume(step.textEn());
        }
        return outcome;
    }

    private Bill nextBill() {
        Bill bill = bills[next];
        next = next + 1 == BILLS ? 0 : next + 1;
        return bill;
    }

    /** One earlier stay, so that some deductibles are spent and no cap binds. */
    private Accumulators year() {
        SchemeAccumulators scheme = new SchemeAccumulators(
                yuan("18312.40"),
                yuan("29854.00"),
                Money.ZERO,
                Money.ZERO,
                yuan("150.00"),
                yuan("863.25"),
                yuan("11541.60"),
                yuan("1820.16"));
        return new Accumulators(
                        1,
                        SchemeAccumulators.NONE,
                        SchemeAccumulators.NONE,
                        Money.ZERO,
                        yuan("6805.01"),
                        yuan("2916.43"),
                        Money.ZERO,
                        yuan("2916.43"))
                .with(law.scheme, scheme);
    }

    private static Money yuan(String amount) {
        return Money.parse(amount);
    }
}
