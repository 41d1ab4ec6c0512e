package org.onestop.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestop.money.Money;

/**
 * The journal in the plain-text form that hledger and ledger read, so that a program which is not ours can add the books
 * up: debits positive, credits negative, accounts under the name of their type.
 */
@ApplicationScoped
class PlainTextJournal {

    private static final int PAGE = 200;
    private static final String COMMODITY = "CNY";

    private final EntryReader entries;
    private final Balances balances;

    PlainTextJournal(EntryReader entries, Balances balances) {
        this.entries = entries;
        this.balances = balances;
    }

    /** Writes the entries of some days, page by page. */
    void write(OutputStream out, LocalDate from, LocalDate to) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        Map<String, String> names = names(to);
        text.write("; 互助资金流水账 journal of the mutual-aid fund, " + from + " .. " + to + "\n");
        text.write("commodity " + COMMODITY + " 1000.00\n");
        for (String name : names.values()) {
            text.write("account " + name + "\n");
        }
        Position after = null;
        List<Entry> page;
        do {
            page = entries.page(
                    new EntryReader.Wanted(null, null, null, from, to),
                    after == null ? null : after.day(),
                    after == null ? 0 : after.number(),
                    PAGE);
            for (Entry entry : page) {
                write(text, entry, names);
                after = Position.of(entry);
            }
        } while (page.size() == PAGE);
        text.flush();
    }

    private static void write(Writer text, Entry entry, Map<String, String> names) throws IOException {
        text.write("\n" + entry.postingDate() + " (" + entry.number() + ") " + entry.reason() + " "
                + entry.source().type() + "/" + entry.source().id() + "  ; event:" + entry.eventDate() + "\n");
        for (JournalDraft.Line line : entry.lines()) {
            Money signed = line.side() == Side.DEBIT ? line.amount() : line.amount().negated();
            text.write("    " + names.get(line.account()) + "  " + COMMODITY + " " + signed + "\n");
        }
    }

    /** The five types' usual names first, then code and Chinese name. */
    private Map<String, String> names(LocalDate through) {
        Map<String, String> names = new TreeMap<>();
        for (Balances.Balance each : balances.all(through)) {
            Account account = each.account();
            String type = switch (account.type()) {
                case ASSET -> "assets";
                case LIABILITY -> "liabilities";
                case EQUITY -> "equity";
                case INCOME -> "income";
                case EXPENSE -> "expenses";
            };
            names.put(account.code(), type + ":" + account.code() + " " + account.nameZh());
        }
        return names;
    }
}
