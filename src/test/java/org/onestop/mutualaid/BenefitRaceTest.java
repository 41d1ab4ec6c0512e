package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.onestop.journal.Changes;
import org.onestop.ledger.Account;
import org.onestop.ledger.AccountType;
import org.onestop.ledger.JournalDraft;
import org.onestop.ledger.Ledger;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** Two at once at one benefit, or at the same fund: as if one after another. */
@QuarkusTest
class BenefitRaceTest {

    private static final int ROUNDS = 6;

    @Inject
    SampleBenefits benefits;

    @Inject
    TestDatabase database;

    @Inject
    Ledger ledger;

    private static List<Response> atOnce(List<Callable<Response>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(work.size());
        CyclicBarrier start = new CyclicBarrier(work.size());
        try {
            List<Future<Response>> running = new ArrayList<>();
            for (Callable<Response> each : work) {
                running.add(pool.submit(() -> {
                    start.await();
                    return each.call();
                }));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private static List<String> told(List<Response> answers) {
        return answers.stream()
                .map(each -> each.statusCode() == 201 ? "201" : each.statusCode() + " " + each.path("code"))
                .sorted()
                .toList();
    }

    private void agree() throws SQLException {
        assertEquals("0", database.one("select count(*) from benefit_difference"));
        assertEquals("0", database.one("select sum(debit - credit) from ledger_posting"));
    }

    @Test
    void oneBenefitIsApprovedOnce() throws Exception {
        SampleBenefits.Case opened = benefits.opened();
        SampleBenefits.funded();
        Callable<Response> approve = () -> SampleBenefits.approve(opened);
        assertEquals(
                List.of("201", "409 benefit-not-open", "409 benefit-not-open", "409 benefit-not-open"),
                told(atOnce(List.of(approve, approve, approve, approve))));
        agree();
    }

    @Test
    void oneBenefitIsPaidOnce() throws Exception {
        SampleBenefits.Case approved = benefits.approved();
        Callable<Response> pay = () -> SampleBenefits.pay(approved);
        assertEquals(
                List.of("201", "409 benefit-already-paid", "409 benefit-already-paid", "409 benefit-already-paid"),
                told(atOnce(List.of(pay, pay, pay, pay))));
        assertEquals(2, benefits.entries(approved).size());
        agree();
    }

    /** One of them can be borne, both can't. */
    @Test
    void theFundIsPromisedOnce() throws Exception {
        SampleBenefits.Case one = benefits.opened();
        SampleBenefits.Case other = benefits.opened();
        SampleBenefits.funded();
        ledger.open(new Account("8002", "测试科目", "test account", AccountType.EQUITY, false, null));
        Money taken = Money.ofFen(Long.parseLong(
                        database.one("select ledger_balance('1001', 'infinity') + ledger_balance('2101', 'infinity')")))
                .minus(Money.parse("419.99"));
        move("8002", "1001", taken);
        try {
            assertEquals(
                    List.of("201", "422 fund-insufficient"),
                    told(atOnce(List.of(() -> SampleBenefits.approve(one), () -> SampleBenefits.approve(other)))));
        } finally {
            move("1001", "8002", taken);
        }
        agree();
    }

    private void move(String debit, String credit, Money amount) {
        ledger.post(
                new Changes.Author("test", "test"),
                new JournalDraft(
                        "TEST",
                        new JournalDraft.Source("TEST", UUID.randomUUID().toString()),
                        SampleBenefits.today(),
                        List.of(JournalDraft.Line.debit(debit, amount), JournalDraft.Line.credit(credit, amount))));
    }

    /** Whichever comes first: paid and then owed by the member, or cancelled and not paid. */
    @Test
    void aReversalAgainstAPayment() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SampleBenefits.Case approved = benefits.approved();
            List<Response> answers =
                    atOnce(List.of(() -> SampleBenefits.reverse(approved), () -> SampleBenefits.pay(approved)));
            assertEquals(201, answers.get(0).statusCode(), () -> answers.get(0).asString());
            boolean paid = answers.get(1).statusCode() == 201;
            assertTrue(paid || "benefit-not-approved".equals(answers.get(1).path("code")), () -> answers.get(1).asString());
            assertEquals(paid ? "RECOVERABLE" : "CANCELLED", SampleBenefits.state(approved));
            agree();
        }
    }

    @Test
    void aReversalAgainstAnApproval() throws Exception {
        SampleBenefits.funded();
        for (int round = 0; round < ROUNDS; round++) {
            SampleBenefits.Case opened = benefits.opened();
            List<Response> answers =
                    atOnce(List.of(() -> SampleBenefits.reverse(opened), () -> SampleBenefits.approve(opened)));
            assertEquals(201, answers.get(0).statusCode(), () -> answers.get(0).asString());
            assertEquals("CANCELLED", SampleBenefits.state(opened));
            agree();
        }
    }

    /** Whichever comes first: no benefit for a contribution that went back, no refund of one that was used. */
    @Test
    void aRefundAgainstASettlement() throws Exception {
        for (int round = 0; round < 2 * ROUNDS; round++) {
            String unit = SampleUnion.ADMIN.unit();
            SamplePeople.Sample person = benefits.member(unit);
            String membership = database.one(
                    "select membership_id from membership where credit_code = '" + unit + "' and superseded_at is null");
            List<Response> answers = atOnce(List.of(
                    () -> SampleHospital.ZHONGSHAN.settle(SampleBill.newKey(), SampleBill.of(person, "10500.00")),
                    () -> SampleUnion.ADMIN.post(
                            "memberships/" + membership + "/refund",
                            SampleUnion.refund(null, "2018-01-01", SampleUnion.reference()))));
            assertEquals(201, answers.get(0).statusCode(), () -> answers.get(0).asString());
            boolean refunded = answers.get(1).statusCode() == 201;
            assertTrue(refunded || "membership-used".equals(answers.get(1).path("code")), () -> answers.get(1).asString());
            assertEquals(refunded ? "0.00" : "210.00", answers.get(0).path("mutualAid.expected"));
            assertEquals(!refunded, answers.get(0).path("mutualAid.member"));
        }
    }

    /** The membership goes while the settlement, which has seen it, is about to be written: it looks again. */
    @Test
    void aMembershipThatGoesMeanwhileBringsNoBenefit() throws Exception {
        SamplePeople.Sample person = benefits.member(SampleUnion.ADMIN.unit());
        String standing = database.one("select format('insert into member_standing values (%L, %s, %L, %L, %L)', person_id, term,"
                + " member_from, covered_from, covered_until) from member_standing where person_id = '" + person.id() + "'");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection other = database.asService();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("delete from member_standing where person_id = '" + person.id() + "'");
            Future<Response> settling = pool.submit(
                    () -> SampleHospital.ZHONGSHAN.settle(SampleBill.newKey(), SampleBill.of(person, "10500.00")));
            while (!settling.isDone() && "0".equals(database.one("select count(*) from pg_stat_activity"
                    + " where wait_event_type = 'Lock' and query like '%member_standing%for share'"))) {
                Thread.onSpinWait();
            }
            other.commit();
            other.setAutoCommit(true);
            Response settled = settling.get();
            assertEquals(201, settled.statusCode(), settled::asString);
            assertEquals("0.00", settled.path("mutualAid.expected"));
            assertEquals(Boolean.FALSE, settled.path("mutualAid.member"));
        } finally {
            pool.shutdown();
            // The membership is still on record; only settlements were told otherwise.
            database.run(standing);
        }
    }

    @Test
    void aBenefitIsInOneOrder() throws Exception {
        SampleBenefits.Case approved = benefits.approved();
        Callable<Response> order = () -> SampleBenefits.PAYER.post(
                "mutual-aid/payment-batches", "{\"benefits\":[\"" + approved.benefit() + "\"]}");
        assertEquals(List.of("201", "409 benefit-ordered", "409 benefit-ordered"), told(atOnce(List.of(order, order, order))));
    }
}
