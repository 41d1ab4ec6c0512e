package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.ledger.Balances;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.TestDatabase;

/**
 * Whatever is done in whatever order: each step is taken or refused as a model of the benefits says, the books balance at any
 * moment, and in the end every account has grown by what the model's benefits and members add up to.
 */
@QuarkusTest
class BenefitBooksTest {

    private static final int STEPS = 120;
    private static final List<String> ACCOUNTS = List.of("1001", "1101-2018", "1201", "2001", "2101", "4001-2018", "5001-2018");

    @Inject
    SampleBenefits benefits;

    @Inject
    Balances balances;

    @Inject
    TestDatabase database;

    private final List<Model> models = new ArrayList<>();
    private final Map<String, Long> expected = new TreeMap<>();
    private Random random;
    private String context;

    /** A benefit as it should stand. */
    private static final class Model {
        private final SampleBenefits.Case real;
        private final long amount;
        private String state = "OPEN";
        private String batch;
        private long recovered;

        private Model(SampleBenefits.Case real) {
            this.real = real;
            this.amount = Money.parse(real.amount()).fen();
        }
    }

    @Test
    void booksAndRecordsAgreeWhateverIsDone() throws SQLException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        random = new Random(seed);
        SampleBenefits.funded();
        benefits.approved();
        Map<String, Long> before = sums();
        for (int step = 0; step < STEPS; step++) {
            context = "seed " + seed + ", step " + step;
            act(random.nextInt(12));
            assertEquals("0", database.one("select sum(debit - credit) from ledger_posting"), context);
        }
        Map<String, Long> grown = new TreeMap<>();
        sums().forEach((account, sum) -> grown.put(account, sum - before.get(account)));
        models.forEach(this::expectBooks);
        ACCOUNTS.forEach(account -> expected.putIfAbsent(account, 0L));
        assertEquals(expected, grown, context);
        for (Model model : models) {
            assertEquals(model.state, SampleBenefits.state(model.real), context);
        }
        for (String view : List.of("benefit_difference", "ledger_fold_difference", "contribution_difference", "accumulator_difference")) {
            assertEquals("0", database.one("select count(*) from " + view), context + " " + view);
        }
    }

    /** Debits less credits, recomputed from the entries alone. */
    private Map<String, Long> sums() throws SQLException {
        Map<String, Long> sums = new HashMap<>();
        for (String account : ACCOUNTS) {
            sums.put(account, Long.valueOf(database.one(
                    "select coalesce(sum(debit - credit), 0) from ledger_posting where account = '" + account + "'")));
        }
        return sums;
    }

    private void act(int what) {
        if (models.isEmpty() || what == 0) {
            open();
            return;
        }
        Model model = models.get(random.nextInt(models.size()));
        switch (what) {
            case 1, 2 -> judge(model, SampleBenefits.approve(model.real), "OPEN".equals(model.state), "APPROVED");
            case 3 -> judge(model, SampleBenefits.reject(model.real), "OPEN".equals(model.state), "REJECTED");
            case 4, 5 -> judge(model, SampleBenefits.pay(model.real), "APPROVED".equals(model.state), "PAID");
            case 6, 7 -> order(model);
            case 8, 9 -> report(model);
            case 10 -> reverse(model);
            default -> repay(model);
        }
        if (random.nextInt(10) == 0) {
            balances.fold();
        }
    }

    /** A member who joins, pays and is settled. */
    private void open() {
        String unit = SampleUnion.ADMIN.unit();
        SamplePeople.Sample person = benefits.member(unit);
        add("1101-2018", 100_00);
        add("4001-2018", -100_00);
        add("1101-2018", -100_00);
        add("1001", 100_00);
        models.add(new Model(benefits.opened(person, unit, 1050 + random.nextInt(200) + "0.00")));
    }

    private void judge(Model model, Response answer, boolean possible, String state) {
        boolean done = answer.statusCode() == 201;
        assertEquals(possible, done, () -> context + " " + state + " from " + model.state + ": " + answer.asString());
        model.state = done ? state : model.state;
    }

    private void order(Model model) {
        Response answer = SampleBenefits.PAYER.post(
                "mutual-aid/payment-batches", "{\"benefits\":[\"" + model.real.benefit() + "\"]}");
        judge(model, answer, "APPROVED".equals(model.state), "ORDERED");
        model.batch = answer.statusCode() == 201 ? answer.path("batchId") : model.batch;
    }

    private void report(Model model) {
        boolean recalled = "RECALLED".equals(model.state);
        if (!recalled && !"ORDERED".equals(model.state)) {
            return;
        }
        boolean paid = random.nextBoolean();
        String file = "benefitId,amount,result\n" + model.real.benefit() + "," + model.real.amount() + ","
                + (paid ? "PAID" : "FAILED") + "\n";
        SampleBenefits.PAYER.request().contentType("text/csv").header("Idempotency-Key", UUID.randomUUID().toString())
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/mutual-aid/payment-batches/" + model.batch + "/bank-report").then().statusCode(201);
        if (recalled) {
            model.state = paid ? "RECOVERABLE" : "CANCELLED";
        } else {
            model.state = paid ? "PAID" : "APPROVED";
        }
    }

    private void reverse(Model model) {
        Response answer = SampleBenefits.reverse(model.real);
        String after = switch (model.state) {
            case "OPEN", "APPROVED" -> "CANCELLED";
            case "ORDERED" -> "RECALLED";
            case "PAID" -> "RECOVERABLE";
            default -> model.state;
        };
        if (answer.statusCode() == 409) {
            assertEquals("already-reversed", answer.path("code"), context);
        } else {
            assertEquals(201, answer.statusCode(), () -> context + answer.asString());
            model.state = after;
        }
    }

    private void repay(Model model) {
        long part = 1 + random.nextInt((int) model.amount);
        Response answer = SampleBenefits.repay(model.real, Money.ofFen(part).toString());
        boolean possible = "RECOVERABLE".equals(model.state) && part <= model.amount - model.recovered;
        assertEquals(possible, answer.statusCode() == 201, () -> context + " " + model.state + ": " + answer.asString());
        if (possible) {
            model.recovered += part;
            model.state = model.recovered == model.amount ? "RECOVERED" : "RECOVERABLE";
        }
    }

    private void expectBooks(Model model) {
        switch (model.state) {
            case "APPROVED", "ORDERED", "RECALLED" -> {
                add("5001-2018", model.amount);
                add("2101", -model.amount);
            }
            case "PAID" -> {
                add("5001-2018", model.amount);
                add("1001", -model.amount);
            }
            case "RECOVERABLE", "RECOVERED" -> {
                add("1201", model.amount - model.recovered);
                add("1001", model.recovered - model.amount);
            }
            default -> { }
        }
    }

    private void add(String account, long fen) {
        expected.merge(account, fen, Long::sum);
    }
}
