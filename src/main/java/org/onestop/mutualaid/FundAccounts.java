package org.onestop.mutualaid;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;
import org.onestop.ledger.Account;
import org.onestop.ledger.AccountType;
import org.onestop.ledger.Ledger;

/**
 * The fund's chart of accounts (会计科目). What is kept per term is opened by whoever first posts to the term; the others
 * are there from the start.
 */
@ApplicationScoped
public class FundAccounts {

    /** Money at the bank; can't be overdrawn. */
    public static final String BANK = "1001";

    /** What members owe the fund: benefits paid for settlements that were reversed afterwards. */
    public static final String RECOVERABLES = "1201";

    /** Money received of which it is not known for whom, or that was too much. */
    public static final String SUSPENSE = "2001";

    /** Benefits approved and not paid yet. */
    public static final String BENEFITS_PAYABLE = "2101";

    /** What all closed years have left. */
    public static final String FUND_BALANCE = "3001";

    private static final int BEFORE_SANDBOX = 50;

    private static final List<Account> LASTING = List.of(
            new Account(BANK, "银行存款", "Bank", AccountType.ASSET, true, null),
            new Account(RECOVERABLES, "应收会员退回款", "Recoverable from members", AccountType.ASSET, false, null),
            new Account(SUSPENSE, "待核销缴款", "Contributions in suspense", AccountType.LIABILITY, true, null),
            new Account(BENEFITS_PAYABLE, "应付互助金", "Benefits payable", AccountType.LIABILITY, false, null),
            new Account(FUND_BALANCE, "互助基金结余", "Fund balance", AccountType.EQUITY, false, null));

    private final Ledger ledger;

    FundAccounts(Ledger ledger) {
        this.ledger = ledger;
    }

    void open(@Observes @Priority(BEFORE_SANDBOX) StartupEvent started) {
        LASTING.forEach(ledger::open);
    }

    /** Opens the accounts of a term, unless they are there, inside the caller's transaction. */
    public void openTerm(int term) {
        Stream.of(
                        new Account(receivable(term), "应收会费", "Contributions receivable", AccountType.ASSET, false, term),
                        new Account(income(term), "会费收入", "Contribution income", AccountType.INCOME, false, term),
                        new Account(expense(term), "互助金支出", "Benefit expense", AccountType.EXPENSE, false, term))
                .forEach(ledger::open);
    }

    /** What members have still to pay for a term. */
    public static String receivable(int term) {
        return "1101-" + term;
    }

    /** Contributions of a term. */
    public static String income(int term) {
        return "4001-" + term;
    }

    /** Benefits of a term. */
    public static String expense(int term) {
        return "5001-" + term;
    }
}
