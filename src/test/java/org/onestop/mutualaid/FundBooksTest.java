package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onestop.ledger.Balances;
import org.onestop.settlement.TestDatabase;

/**
 * After any sequence of joinings, payments, allotments, refunds, transfers and leavings the books say what the documents say,
 * and settlements go by what both say.
 */
@QuarkusTest
class FundBooksTest {

    private static final SampleUnion UNION = SampleUnion.ADMIN;
    private static final LocalDate END = LocalDate.of(2999, 12, 31);
    private static final int TERM = 2021;
    private static final int STEPS = 120;

    @Inject
    Balances balances;

    @Inject
    TestDatabase database;

    @Test
    void theBooksSayWhatTheDocumentsSay() throws Exception {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        List<String> units = List.of(UNION.unit(), UNION.unit());
        List<String> members = new ArrayList<>();
        List<String> payments = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            Response answer = step(random, units, members, payments);
            answers.merge(answer.statusCode(), 1, Integer::sum);
            assertTrue(answer.statusCode() < 300 || answer.statusCode() == 409 || answer.statusCode() == 422
                    || answer.statusCode() == 404, () -> "seed " + seed + ": " + answer.asString());
        }
        assertTrue(answers.getOrDefault(201, 0) > STEPS / 4, () -> "seed " + seed + ": " + answers);
        assertBooks("seed " + seed);
    }

    private static Response step(Random random, List<String> units, List<String> members, List<String> payments) {
        String unit = units.get(random.nextInt(units.size()));
        String day = LocalDate.of(TERM, 1, 1).plusDays(random.nextInt(360)).toString();
        int what = members.isEmpty() ? 0 : random.nextInt(10);
        String member = members.isEmpty() ? null : members.get(random.nextInt(members.size()));
        if (what <= 2) {
            List<String> numbers = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                numbers.add(SampleUnion.number());
            }
            Response joined = UNION.post("units/" + unit + "/members", SampleUnion.roster(TERM, day, numbers));
            members.addAll(joined.path("members.membershipId"));
            return joined;
        }
        if (what <= 5) {
            String amount = (1 + random.nextInt(8)) * (random.nextInt(6) == 0 ? 77 : 100) + ".00";
            List<String> named = new ArrayList<>(List.of(member, members.get(random.nextInt(members.size()))));
            Response paid = UNION.post("contributions", random.nextBoolean()
                    ? SampleUnion.payment(unit, TERM, amount, day, SampleUnion.reference())
                    : SampleUnion.payment(unit, TERM, amount, day, named));
            payments.add(paid.path("contribution.contributionId"));
            return paid;
        }
        if (what <= 7 && !payments.isEmpty()) {
            String payment = payments.get(random.nextInt(payments.size()));
            return random.nextInt(3) > 0
                    ? UNION.post("contributions/" + payment + "/allotments",
                            "{\"members\":" + SampleUnion.named(List.of(member)) + "}")
                    : UNION.post("contributions/" + payment + "/refunds",
                            SampleUnion.refund("50.00", TERM + "-12-31", SampleUnion.reference()));
        }
        return switch (random.nextInt(4)) {
            case 0 -> UNION.post("memberships/" + member + "/leaving", "{\"reason\":\"LEFT\",\"lastDay\":\"" + day + "\"}");
            case 1 -> UNION.post("memberships/" + member + "/transfer", "{\"unitCode\":\"" + unit + "\",\"on\":\"" + day + "\"}");
            case 2 -> UNION.post("memberships/" + member + "/cancellation", "{\"reason\":\"GONE_BEFORE\"}");
            default -> UNION.post("memberships/" + member + "/refund",
                    SampleUnion.refund(null, day, SampleUnion.reference()));
        };
    }

    /** Over everything that any test has left behind. */
    private void assertBooks(String seed) throws Exception {
        assertEquals(List.of(), database.column("select id from contribution_difference"), seed);
        for (Balances.Balance each : balances.all(END)) {
            String code = each.account().code();
            if (code.startsWith("1101-")) {
                assertEquals(fen("select sum(d.amount) from contribution_due d where d.term = " + each.account().term()
                        + " and not exists (select from contribution_due_outcome o where o.membership_id = d.membership_id)"),
                        each.amount().fen(), code + " " + seed);
            } else if (code.equals(FundAccounts.SUSPENSE)) {
                assertEquals(fen("select sum(contribution_suspense_left(id)) from contribution"), each.amount().fen(), seed);
            } else if (code.startsWith("4001-")) {
                assertEquals(fen("select (select sum(d.amount) from contribution_due d left join contribution_due_outcome o"
                        + " using (membership_id) left join contribution_refund r using (membership_id) where d.term = "
                        + each.account().term() + " and o.outcome is distinct from 'WRITTEN_BACK' and r.id is null)"),
                        each.amount().fen(), code + " " + seed);
            }
        }
        // Whoever is told to be covered has paid, or owes nothing; nobody else is.
        assertEquals(List.of(), database.column("select s.person_id from member_standing s left join membership_now m"
                + " using (person_id, term) where m.membership_id is null"
                + " or (s.covered_from is not null) <> (m.contribution in ('PAID', 'REFUNDED', 'NONE'))"
                + " or s.member_from <> m.joined_on"
                + " or s.covered_until <> coalesce(m.left_on, make_date(m.term, 12, 31))"), seed);
        assertEquals("0", database.one("select count(*) from membership_now m where not exists (select from member_standing s"
                + " where s.person_id = m.person_id and s.term = m.term)"), seed);
    }

    private long fen(String sql) throws Exception {
        String found = database.one(sql);
        return found == null ? 0 : Long.parseLong(found);
    }
}
