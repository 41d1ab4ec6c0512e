package org.onestop.mutualaid;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.ledger.JournalDraft;
import org.onestop.ledger.JournalDraft.Line;
import org.onestop.ledger.Ledger;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/**
 * What members owe: due with their joining (应收会费), written back where one leaves without paying. Those who join a unit on
 * one day by one command, or one batch of a file, are one document and one entry.
 */
@ApplicationScoped
class Accruals {

    private static final String INSERT_ROSTER = "insert into contribution_roster (id, credit_code, term, joined_on, members,"
            + " amount, client_id, subject, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String INSERT_DUE =
            "insert into contribution_due (membership_id, person_id, term, amount, roster_id) values (?, ?, ?, ?, ?)";

    private static final int BEFORE_SANDBOX = 60;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final FundStatements statements;
    private final TermPolicy policy;
    private final FundAccounts accounts;
    private final Ledger ledger;
    private final BusinessClock clock;

    Accruals(
            FundStatements statements,
            TermPolicy policy,
            FundAccounts accounts,
            Ledger ledger,
            BusinessClock clock) {
        this.statements = statements;
        this.policy = policy;
        this.accounts = accounts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What one member owes; {@code amount} is above zero. */
    record Due(UUID membership, UUID person, int term, String unit, LocalDate joinedOn, Money amount) {}

    private record Roster(int term, LocalDate joinedOn, String unit) {

        static final Comparator<Roster> ORDER = Comparator.comparing(Roster::joinedOn).thenComparing(Roster::unit);
    }

    /** Memberships from before contributions were kept owe theirs like all others. */
    void catchUp(@Observes @Priority(BEFORE_SANDBOX) StartupEvent started) {
        QuarkusTransaction.requiringNew().timeout((int) LONGEST.toSeconds()).run(() -> {
            // Of two that start at once the second finds nothing left to do.
            statements.holdUnits(List.of("all"));
            accrue(Changes.Author.SERVICE, withoutDue());
        });
    }

    private List<Due> withoutDue() {
        List<Due> dues = statements.list(
                "select n.membership_id, n.person_id, n.term, n.credit_code, n.joined_on from membership_now n"
                        + " where n.left_on is null and n.membership_id in (select m.membership_id from membership m"
                        + " where m.superseded_at is null and not exists"
                        + " (select from contribution_due d where d.membership_id = m.membership_id))",
                row -> new Due(
                        FundStatements.id(row, 1),
                        FundStatements.id(row, 2),
                        row.getInt(3),
                        row.getString(4),
                        FundStatements.day(row, 5),
                        policy.contribution(FundStatements.day(row, 5)).orElse(Money.ZERO)));
        return dues.stream().filter(due -> due.amount().isPositive()).toList();
    }

    /** Puts on record and on the books what new members owe. */
    void accrue(Changes.Author author, List<Due> dues) {
        Map<Roster, List<Due>> rosters = new LinkedHashMap<>();
        dues.forEach(due -> rosters.computeIfAbsent(
                        new Roster(due.term(), due.joinedOn(), due.unit()), roster -> new ArrayList<>())
                .add(due));
        dues.stream().map(Due::term).distinct().sorted().forEach(accounts::openTerm);
        rosters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Roster.ORDER))
                .forEach(roster -> accrue(author, roster.getKey(), roster.getValue()));
    }

    private void accrue(Changes.Author author, Roster roster, List<Due> dues) {
        OffsetDateTime now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        Money sum = dues.stream().map(Due::amount).reduce(Money.ZERO, Money::plus);
        statements.run(
                INSERT_ROSTER,
                id,
                roster.unit(),
                roster.term(),
                roster.joinedOn(),
                dues.size(),
                sum,
                author.clientId(),
                author.subject(),
                now);
        statements.batch(
                INSERT_DUE,
                dues.stream()
                        .map(due -> new Object[] {due.membership(), due.person(), due.term(), due.amount(), id})
                        .toList());
        ledger.post(
                author,
                new JournalDraft(
                        "CONTRIBUTION_ACCRUED",
                        new JournalDraft.Source("ROSTER", id.toString()),
                        roster.joinedOn(),
                        List.of(
                                Line.debit(FundAccounts.receivable(roster.term()), sum),
                                Line.credit(FundAccounts.income(roster.term()), sum))));
    }

    /** Writes back what a member owes who goes without paying; nothing where nothing is due. */
    void writeBack(Changes.Author author, Member member, LocalDate on) {
        if (!member.isDue()) {
            return;
        }
        statements.run(
                "insert into contribution_due_outcome (membership_id, outcome, happened_on, recorded_at)"
                        + " values (?, 'WRITTEN_BACK', ?, ?)",
                member.id(),
                on,
                clock.now());
        ledger.post(
                author,
                new JournalDraft(
                        "CONTRIBUTION_WRITTEN_BACK",
                        new JournalDraft.Source("MEMBERSHIP", member.id().toString()),
                        on,
                        List.of(
                                Line.debit(FundAccounts.income(member.term()), member.due()),
                                Line.credit(FundAccounts.receivable(member.term()), member.due()))));
    }
}
