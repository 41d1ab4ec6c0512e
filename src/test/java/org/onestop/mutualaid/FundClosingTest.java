package org.onestop.mutualaid;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.journal.Changes;
import org.onestop.ledger.Balances;
import org.onestop.ledger.Closing;
import org.onestop.ledger.SampleBooks;
import org.onestop.money.Money;
import org.onestop.registry.CreditCode;
import org.onestop.registry.SamplePeople;
import org.onestop.time.BusinessClock;

/** The end of a term: its result goes to the fund balance, what is open is carried on, what comes late is posted later. */
@QuarkusTest
class FundClosingTest {

    private static final Changes.Author AUTHOR = new Changes.Author("union-test", "union-test");
    private static final SampleUnion UNION = SampleUnion.ADMIN;
    private static final LocalDate LAST = LocalDate.of(2019, 12, 31);

    @Inject
    AgroalDataSource database;

    @Inject
    Balances balances;

    @Inject
    Closing closing;

    @Inject
    Memberships memberships;

    @Inject
    Contributions contributions;

    @Inject
    SamplePeople people;

    @Inject
    FundStatements statements;

    @Inject
    BusinessClock clock;

    @Test
    void aYearThatIsNotOverStaysOpen() {
        UNION.post("ledger/closings", "{\"year\":" + clock.today().getYear() + "}").then().statusCode(422)
                .body("code", equalTo("period-not-over"));
        UNION.post("ledger/closings", "{\"year\":99}").then().statusCode(400);
    }

    @Test
    void aYearIsClosedOnce() {
        int year = SampleBooks.closedThrough(database).getYear() + 1;
        Response closed = UNION.post("ledger/closings", "{\"year\":" + year + "}");
        closed.then().statusCode(201).body("closedThrough", equalTo(year + "-12-31"));
        UNION.post("ledger/closings", "{\"year\":" + year + "}").then().statusCode(409).body("code", equalTo("period-closed"));
        UNION.post("ledger/closings", "{\"year\":" + (year - 1) + "}").then().statusCode(409)
                .body("code", equalTo("period-closed"));
    }

    /** Undone at the end: other tests post to these years. */
    @Test
    void theTermsResultGoesToTheFund() {
        CreditCode unit = CreditCode.parse(UNION.unit()).orElseThrow();
        UUID first = people.employee().id();
        UUID second = people.employee().id();
        QuarkusTransaction.begin();
        try {
            UUID paid = join(unit, first);
            join(unit, second);
            pay(unit, "150.00", "2019-02-01", List.of(paid));
            Money income = balance(FundAccounts.income(2019));
            Money receivable = balance(FundAccounts.receivable(2019));
            Money suspense = balance(FundAccounts.SUSPENSE);
            Money bank = balance(FundAccounts.BANK);
            Money fund = balance(FundAccounts.FUND_BALANCE);
            Money others = others();
            assertNotNull(closing.close(AUTHOR, 2019, FundAccounts.FUND_BALANCE));
            assertEquals(Money.ZERO, balance(FundAccounts.income(2019)));
            assertEquals(fund.plus(income).plus(others), balance(FundAccounts.FUND_BALANCE));
            assertEquals(List.of(receivable, suspense, bank), List.of(balance(FundAccounts.receivable(2019)),
                    balance(FundAccounts.SUSPENSE), balance(FundAccounts.BANK)));
            UUID late = pay(unit, "100.00", "2019-12-20", null);
            assertEquals(bank, balance(FundAccounts.BANK));
            assertEquals(
                    "2019-12-20 2020-01-01",
                    statements.first(
                                    "select event_date || ' ' || posting_date from ledger_entry where source_id = ?",
                                    row -> row.getString(1),
                                    late.toString())
                            .orElseThrow());
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private UUID join(CreditCode unit, UUID person) {
        return memberships.joinAll(AUTHOR, List.of(new Joining(person, 2019, unit, LocalDate.of(2019, 1, 1))))
                .get(0)
                .membership();
    }

    private UUID pay(CreditCode unit, String amount, String day, List<UUID> members) {
        Payment named = Payment.of(
                unit, 2019, Money.parse(amount), LocalDate.parse(day), SampleUnion.reference(),
                members == null ? List.of() : members);
        return contributions.receive(
                AUTHOR,
                members != null
                        ? named
                        : new Payment(named.unit(), 2019, named.amount(), named.receivedOn(), named.bankReference(), null, null));
    }

    private Money balance(String account) {
        return balances.of(account, LAST).amount();
    }

    /** What all other accounts of income and expense carry over, as income. */
    private Money others() {
        Money sum = Money.ZERO;
        for (Balances.Balance each : balances.all(LAST)) {
            if (each.account().type().isClosed() && !each.account().code().equals(FundAccounts.income(2019))) {
                sum = sum.plus(each.credits()).minus(each.debits());
            }
        }
        return sum;
    }
}
