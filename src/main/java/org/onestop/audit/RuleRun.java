package org.onestop.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.journal.ChangeFeed;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordTail;
import org.onestop.money.Money;
import org.onestop.settlement.SettledBill;
import org.onestop.settlement.SettledBills;

/**
 * Lets the rules look at what was settled, reversed and changed in the register since they looked last: behind the commits,
 * a portion and a transaction at a time, each with the position it has come to. Whatever is looked at again is found once.
 */
@ApplicationScoped
class RuleRun {

    private static final String SETTLEMENT = "SETTLEMENT";
    private static final String REVERSAL = "REVERSAL";

    /** Few enough that a portion of the longest bills fits into memory and a transaction. */
    private static final int PORTION = 100;

    private final AgroalDataSource database;
    private final RecordTail journal;
    private final ChangeFeed changes;
    private final RuleBook book;
    private final RuleProgress progress;
    private final RuleFindings findings;

    RuleRun(
            AgroalDataSource database,
            RecordTail journal,
            ChangeFeed changes,
            RuleBook book,
            RuleProgress progress,
            RuleFindings findings) {
        this.database = database;
        this.journal = journal;
        this.changes = changes;
        this.book = book;
        this.progress = progress;
        this.findings = findings;
    }

    /** The next portion of settlements and reversals; whether there may be more already. */
    boolean followSettlements() {
        return journal.follow(progress.reader(), Set.of(SETTLEMENT, REVERSAL), PORTION, this::take);
    }

    private void take(Connection connection, List<RecordTail.Entry> entries) throws SQLException {
        progress.begin(connection);
        RuleCases cases = new RuleCases(connection);
        List<SettledBill> fresh = SettledBills.read(connection, subjects(entries, SETTLEMENT));
        cases.add(fresh);
        Set<RuleCases.ClientMonth> months = cases.reverse(subjects(entries, REVERSAL));
        int found = look(connection, cases, persons(fresh), fresh);
        for (RuleCases.ClientMonth month : months) {
            found += findings.write(connection, null, book.look(RuleFacts.ofClient(cases.reversals(month))));
        }
        progress.looked(connection, fresh.size(), found);
    }

    private static List<UUID> subjects(List<RecordTail.Entry> entries, String kind) {
        return entries.stream()
                .filter(each -> each.kind().equals(kind))
                .map(RecordTail.Entry::subject)
                .toList();
    }

    private static Set<UUID> persons(List<SettledBill> bills) {
        return bills.stream().map(SettledBill::person).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private int look(Connection connection, RuleCases cases, Collection<UUID> persons, List<SettledBill> fresh)
            throws SQLException {
        Map<UUID, List<RuleFacts.Stay>> bills = cases.ofPersons(persons);
        Map<UUID, RuleFacts.Register> register = new RegisterFacts(connection).of(bills.keySet());
        int most = book.entry(AuditRule.UNUSUAL_TOTAL).thresholds().count("casesMost");
        int found = 0;
        for (Map.Entry<UUID, List<RuleFacts.Stay>> years : bills.entrySet()) {
            UUID person = years.getKey();
            Set<UUID> standing = years.getValue().stream().map(RuleFacts.Stay::id).collect(Collectors.toSet());
            List<SettledBill> own = fresh.stream().filter(each -> standing.contains(each.id())).toList();
            Map<UUID, List<Money>> alike = new HashMap<>();
            for (SettledBill bill : own) {
                alike.put(bill.id(), cases.alike(bill, most));
            }
            RuleFacts facts = RuleFacts.ofPerson(years.getValue(), register.get(person), own, alike);
            found += findings.write(connection, person, book.look(facts));
        }
        return found;
    }

    /** The next portion of the register's changes; whether there may be more already. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean followRegister() {
        try (Connection connection = database.getConnection()) {
            progress.begin(connection);
            ChangeFeed.Position after = progress.position(connection);
            ChangeFeed.Page page = changes.read(ChangeFeed.Wanted.all(Changes.Topic.REGISTRY, null), after, PORTION);
            Set<UUID> persons = concerned(connection, page);
            int found = look(connection, new RuleCases(connection), persons, List.of());
            progress.move(connection, page.next(), found);
            return page.more();
        } catch (SQLException e) {
            throw new IllegalStateException("the rules could not follow the register", e);
        }
    }

    /** Whom changes are of: a person each, or all who belong to a household. */
    private static Set<UUID> concerned(Connection connection, ChangeFeed.Page page) throws SQLException {
        Set<UUID> persons = new LinkedHashSet<>();
        Set<String> files = new LinkedHashSet<>();
        for (ChangeFeed.Entry entry : page.entries()) {
            if (entry.change().person() == null) {
                files.add(entry.change().object());
            } else {
                persons.add(entry.change().person());
            }
        }
        persons.addAll(new RegisterFacts(connection).members(files));
        return persons;
    }
}
