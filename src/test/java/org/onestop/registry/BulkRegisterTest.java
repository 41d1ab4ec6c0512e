package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.journal.Changes;
import org.onestop.refusal.RefusalCode;

import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.settlement.TestDatabase;

/** Many rows at once: what is refused leaves nothing behind, and what is on record already changes nothing. */
@QuarkusTest
class BulkRegisterTest {

    private static final Changes.Author AUTHOR = new Changes.Author("bulk-test", "bulk-test");
    private static final LocalDate FROM = LocalDate.of(2018, 1, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2018, 7, 1);
    private static final LocalDate END = LocalDate.of(2018, 12, 31);
    private static final LocalDate FUTURE = LocalDate.of(2999, 1, 1);
    private static final Area HOME = new Area("520201001001");
    private static final AtomicInteger NEXT = new AtomicInteger(400_000);

    @Inject
    BulkRegister register;

    @Inject
    TestDatabase database;

    /** A row of a household, good unless a test makes it otherwise. */
    private record Member(
            String fileNo, Area area, IdNumber number, String name, LocalDate from, LocalDate to, List<CategoryPeriod> held) {

        static Member some() {
            int n = NEXT.incrementAndGet();
            return new Member("BULK-" + n, HOME, idNumber(n), "批量甲", FROM, null, List.of(dibao(FROM, null)));
        }

        Member of(String other) {
            return new Member(other, area, number, name, from, to, held);
        }

        Member in(String other) {
            return new Member(fileNo, new Area(other), number, name, from, to, held);
        }

        Member named(String other) {
            return new Member(fileNo, area, number, other, from, to, held);
        }

        Member during(LocalDate first, LocalDate last) {
            return new Member(fileNo, area, number, name, first, last, held);
        }

        Member holding(CategoryPeriod... categories) {
            return new Member(fileNo, area, number, name, from, to, List.of(categories));
        }

        HouseholdRow row() {
            return row(Relation.HEAD, false);
        }

        HouseholdRow row(Relation relation, boolean ill) {
            return new HouseholdRow(fileNo, area, number, PersonName.of(name), relation, ill, from, to, held);
        }
    }

    private enum Fault {
        NO_COMMUNITY(RefusalCode.VALUE_OUT_OF_RANGE, good -> good.in("520201001000")),
        ENDS_BEFORE_IT_BEGINS(RefusalCode.DATES_OUT_OF_ORDER, good -> good.during(END, FROM)),
        CATEGORY_ENDS_BEFORE_IT_BEGINS(RefusalCode.DATES_OUT_OF_ORDER, good -> good.holding(dibao(END, FROM))),
        BEGINS_IN_FUTURE(RefusalCode.DATE_IN_FUTURE, good -> good.during(FUTURE, null)),
        NAMED_OTHERWISE(RefusalCode.PERSON_NAME_MISMATCH, good -> good.named("批量乙")),
        NO_DIVISION(RefusalCode.DIVISION_UNKNOWN, good -> good.in("520299001001")),
        DIVISION_ENDED_BEFORE(RefusalCode.DIVISION_UNKNOWN, good -> good.in("520222001001")),
        WORKER_WITHOUT_GRADE(
                RefusalCode.GRADE_MISMATCH,
                good -> good.holding(
                        new CategoryPeriod(HardshipCategory.WORKER, null, Department.UNION, FROM, null))),
        GRADE_OF_NO_WORKER(
                RefusalCode.GRADE_MISMATCH,
                good -> good.holding(new CategoryPeriod(
                        HardshipCategory.DIBAO, WorkerGrade.DEEP, Department.CIVIL_AFFAIRS, FROM, null))),
        DEPARTMENT_NOT_ITS_OWN(
                RefusalCode.DEPARTMENT_MISMATCH,
                good -> good.holding(new CategoryPeriod(HardshipCategory.DIBAO, null, Department.UNION, FROM, null))),
        FILE_OF_ANOTHER_PLACE(RefusalCode.HOUSEHOLD_EXISTS, good -> good.in("520203001001")),
        IN_ANOTHER_HOUSEHOLD(RefusalCode.PERSON_IN_ANOTHER_HOUSEHOLD, good -> good.of("BULK-OTHER")),
        CATEGORY_HELD_ALREADY(RefusalCode.CATEGORY_IN_FORCE, good -> good.holding(dibao(MIDDLE, null))),
        CATEGORY_TWICE_IN_ONE_ROW(
                RefusalCode.CATEGORY_IN_FORCE,
                good -> good.holding(margin(FROM, null), margin(MIDDLE, null))),
        MEMBER_ALREADY(RefusalCode.PERIOD_OVERLAP, good -> good.during(MIDDLE, null));

        private final RefusalCode expected;
        private final java.util.function.UnaryOperator<Member> spoil;

        Fault(RefusalCode expected, java.util.function.UnaryOperator<Member> spoil) {
            this.expected = expected;
            this.spoil = spoil;
        }
    }

    /** Against what is on record, and against a row before in the same batch. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatIsRefusedLeavesNothing(Fault fault) throws Exception {
        Member good = Member.some();
        HouseholdRow spoilt = fault.spoil.apply(good).row();
        assertEquals(List.of(State.ADDED, State.REFUSED), states(households(good.row(), spoilt)));
        String before = picture(good);
        Verdict verdict = households(spoilt).get(0);
        assertEquals(fault.expected, verdict.refusal(), verdict::toString);
        assertEquals(before, picture(good));
        assertEquals("0", database.one("select count(*) from household where file_no = 'BULK-OTHER'"));
        assertEquals(List.of(State.UNCHANGED), states(households(good.row())));
    }

    @Test
    void aRefusedNewcomerStaysUnknown() throws Exception {
        String persons = database.one("select count(*) from person");
        households(Member.some().in("520299001001").row());
        assertEquals(persons, database.one("select count(*) from person"));
    }

    @Test
    void theSameRowsAgainChangeNothing() throws Exception {
        Member head = Member.some();
        List<HouseholdRow> rows = List.of(
                head.row(),
                Member.some().of(head.fileNo()).during(FROM, END).row(Relation.CHILD, true),
                Member.some().of(head.fileNo()).holding().row(Relation.SPOUSE, false));
        assertEquals(List.of(State.ADDED, State.ADDED, State.ADDED), states(run(rows)));
        String before = picture(head);
        assertEquals(List.of(State.UNCHANGED, State.UNCHANGED, State.UNCHANGED), states(run(rows)));
        assertEquals(before, picture(head));
        assertEquals("1", changes(head));
    }

    @Test
    void whatIsOpenCanBeEndedAndWhatHasEndedStays() throws Exception {
        Member open = Member.some();
        Member ended = open.during(FROM, END).holding(dibao(FROM, END));
        assertEquals(List.of(State.ADDED, State.CHANGED), states(households(open.row(), ended.row())));
        assertEquals(RefusalCode.CATEGORY_ENDED, households(open.row()).get(0).refusal());
        assertEquals(RefusalCode.PERIOD_ENDED, households(open.holding().row()).get(0).refusal());
        assertEquals(List.of(State.UNCHANGED), states(households(ended.row())));
        assertEquals("2018-12-31 LEFT", database.one("select valid_to || ' ' || left_because from household_member"
                + " where superseded_at is null and file_no = '" + open.fileNo() + "'"));
    }

    @Test
    void endingOnRecordSupersedesAndKeepsTheNames() throws Exception {
        Member open = Member.some();
        households(open.row());
        String names = "select string_agg(distinct %s::text, ' ') from %s where file_no = '" + open.fileNo() + "'";
        String member = database.one(String.format(names, "member_id", "household_member"));
        String category = database.one(String.format(names, "id", "household_category"));
        assertEquals(
                List.of(State.CHANGED),
                states(households(open.during(FROM, END).holding(dibao(FROM, END)).row(Relation.SIBLING, true))));
        assertEquals(member, database.one(String.format(names, "member_id", "household_member")));
        assertEquals(category, database.one(String.format(names, "id", "household_category")));
        assertEquals("2 1", database.one("select count(*) || ' ' || count(superseded_at) from household_member"
                + " where file_no = '" + open.fileNo() + "'"));
        assertEquals("2 1", database.one("select count(*) || ' ' || count(superseded_at) from household_category"
                + " where file_no = '" + open.fileNo() + "'"));
        assertEquals("2", changes(open));
    }

    @Test
    void aFileBeginsWithItsFirstMember() throws Exception {
        Member late = Member.some().during(MIDDLE, null);
        Member early = Member.some().of(late.fileNo());
        households(late.row());
        assertEquals(List.of(State.ADDED, State.UNCHANGED), states(households(early.row(), late.row())));
        assertEquals("2018-01-01", database.one("select valid_from from household_residence"
                + " where superseded_at is null and file_no = '" + late.fileNo() + "'"));
    }

    /** 水城县 became 水城区: what was written under either code is of one place. */
    @Test
    void aPlaceIsTheSameUnderItsNewCode() {
        Member before = Member.some().in("520221001001");
        assertEquals(
                List.of(State.ADDED, State.UNCHANGED),
                states(households(before.row(), before.in("520204001001").row())));
    }

    @Test
    void twoNewcomersUnderOneNumberAreOnePerson() {
        Member one = Member.some().during(FROM, END);
        Member again = one.of(Member.some().fileNo()).during(END.plusDays(1), null);
        assertEquals(List.of(State.ADDED, State.ADDED), states(households(one.row(), again.row())));
        assertEquals(
                RefusalCode.PERSON_NAME_MISMATCH,
                households(again.named("批量乙").row()).get(0).refusal());
    }

    @Test
    void insuranceIsRefusedWhereItCannotBe() {
        IdNumber number = idNumber(NEXT.incrementAndGet());
        assertEquals(List.of(State.ADDED), states(enrolments(resident(number, FROM, END, null, null))));
        assertEquals(RefusalCode.DATES_OUT_OF_ORDER, refusal(resident(number, END, FROM, null, null)));
        assertEquals(RefusalCode.DATES_OUT_OF_ORDER, refusal(resident(number, FROM, END, END.plusDays(1), null)));
        assertEquals(RefusalCode.DATES_OUT_OF_ORDER, refusal(resident(number, FROM, END, null, END)));
        assertEquals(RefusalCode.PERIOD_OVERLAP, refusal(resident(number, MIDDLE, null, null, null)));
        assertEquals(RefusalCode.PERIOD_ENDED, refusal(resident(number, FROM, MIDDLE, null, null)));
        assertEquals(
                RefusalCode.WORKING_STATUS_MISMATCH,
                refusal(new EnrolmentRow(
                        number, PersonName.of("批量甲"), Scheme.EMPLOYEE, null, END.plusDays(1), null, null, null)));
        assertEquals(
                RefusalCode.PERSON_NAME_MISMATCH,
                refusal(new EnrolmentRow(
                        number, PersonName.of("批量乙"), Scheme.RESIDENT, null, FROM, END, null, null)));
    }

    @Test
    void insuranceIsAddedCorrectedEndedAndSuspendedOnce() throws Exception {
        IdNumber number = idNumber(NEXT.incrementAndGet());
        EnrolmentRow open = resident(number, FROM, null, null, null);
        EnrolmentRow suspended = resident(number, FROM, null, MIDDLE, null);
        EnrolmentRow ended = resident(number, FROM, END, MIDDLE, END);
        EnrolmentRow next = new EnrolmentRow(
                number, PersonName.of("批量甲"), Scheme.EMPLOYEE, WorkingStatus.WORKING, END.plusDays(1), null, null, null);
        assertEquals(
                List.of(State.ADDED, State.CHANGED, State.UNCHANGED, State.CHANGED, State.ADDED),
                states(enrolments(open, suspended, suspended, ended, next)));
        assertEquals(List.of(State.UNCHANGED, State.UNCHANGED), states(enrolments(ended, next)));
        // An old file knows nothing of what was ended since, and takes nothing back.
        assertEquals(List.of(State.UNCHANGED, State.UNCHANGED), states(enrolments(open, suspended)));
        EnrolmentRow retired = new EnrolmentRow(
                number, PersonName.of("批量甲"), Scheme.EMPLOYEE, WorkingStatus.RETIRED, END.plusDays(1), null, null, null);
        assertEquals(List.of(State.CHANGED), states(enrolments(retired)));
    }

    /** Whoever enters another scheme leaves the one before, and a suspension does not go along. */
    @Test
    void theNextSchemeEndsTheOpenOne() throws Exception {
        IdNumber number = idNumber(NEXT.incrementAndGet());
        EnrolmentRow first = resident(number, FROM, null, MIDDLE, null);
        EnrolmentRow next = new EnrolmentRow(
                number, PersonName.of("批量甲"), Scheme.EMPLOYEE, WorkingStatus.WORKING, END.plusDays(1), null, null, null);
        assertEquals(List.of(State.ADDED, State.CHANGED), states(enrolments(first, next)));
        assertEquals(List.of(State.UNCHANGED, State.UNCHANGED), states(enrolments(first, next)));
        String index = "(select person_id from person_identity order by recorded_at desc, person_id limit 1)";
        assertEquals("2018-12-31", database.one("select s.valid_to from enrolment_suspension s join enrolment e"
                + " on e.person_id = s.person_id and e.valid_from = '2019-01-01' and s.valid_from = '2018-07-01'"
                + " where s.superseded_at is null and s.person_id in " + index));
    }

    @Test
    void rowsAreWrittenInsideTheCallersTransactionOnly() throws Exception {
        Member good = Member.some();
        assertThrows(RuntimeException.class, () -> register.households(AUTHOR, List.of(good.row())));
        QuarkusTransaction.begin();
        register.households(AUTHOR, List.of(good.row()));
        QuarkusTransaction.rollback();
        assertEquals("0", database.one("select count(*) from household where file_no = '" + good.fileNo() + "'"));
    }

    /** Whoever loses is refused by the database, begins anew and finds everything there. */
    @Test
    void theSameRowsAtTheSameTimeEnterOnce() throws Exception {
        Member head = Member.some();
        List<HouseholdRow> rows = IntStream.range(0, 200)
                .mapToObj(n -> Member.some().of(head.fileNo()).row())
                .toList();
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Boolean> attempt = () -> {
                    start.await();
                    return attempted(rows);
                };
                attempts.add(pool.submit(attempt));
            }
            int entered = 0;
            for (Future<Boolean> attempt : attempts) {
                entered += attempt.get() ? 1 : 0;
            }
            assertTrue(entered >= 1, "nobody entered");
        } finally {
            pool.shutdown();
        }
        assertTrue(run(rows).stream().allMatch(each -> each.state() == State.UNCHANGED));
        assertEquals("200", database.one("select count(*) from household_member where file_no = '" + head.fileNo() + "'"));
    }

    private boolean attempted(List<HouseholdRow> rows) {
        try {
            run(rows);
            return true;
        } catch (RuntimeException lost) {
            return false;
        }
    }

    private List<Verdict> households(HouseholdRow... rows) {
        return run(List.of(rows));
    }

    private List<Verdict> run(List<HouseholdRow> rows) {
        return QuarkusTransaction.requiringNew().call(() -> register.households(AUTHOR, rows));
    }

    private List<Verdict> enrolments(EnrolmentRow... rows) {
        return QuarkusTransaction.requiringNew().call(() -> register.enrolments(AUTHOR, List.of(rows)));
    }

    private RefusalCode refusal(EnrolmentRow row) {
        return enrolments(row).get(0).refusal();
    }

    private static List<State> states(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::state).toList();
    }

    private String changes(Member member) throws Exception {
        return database.one("select count(*) from change_record where object = '" + member.fileNo() + "'");
    }

    /** Everything on record of a file. */
    private String picture(Member member) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (String table : List.of("household_residence", "household_member", "household_category")) {
            rows.append(database.column("select x::text from " + table + " x where file_no = '" + member.fileNo()
                    + "' order by 1"));
        }
        return rows.toString();
    }

    private static EnrolmentRow resident(
            IdNumber number, LocalDate from, LocalDate to, LocalDate suspendedFrom, LocalDate suspendedTo) {
        return new EnrolmentRow(
                number, PersonName.of("批量甲"), Scheme.RESIDENT, null, from, to, suspendedFrom, suspendedTo);
    }

    private static CategoryPeriod dibao(LocalDate from, LocalDate to) {
        return new CategoryPeriod(HardshipCategory.DIBAO, null, Department.CIVIL_AFFAIRS, from, to);
    }

    private static CategoryPeriod margin(LocalDate from, LocalDate to) {
        return new CategoryPeriod(HardshipCategory.DIBAO_MARGIN, null, Department.CIVIL_AFFAIRS, from, to);
    }

    private static IdNumber idNumber(int n) {
        return IdNumber.parse(SamplePeople.number(n)).orElseThrow();
    }
}
