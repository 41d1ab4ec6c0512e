package org.onestop.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.onestop.money.Money;

/**
 * A journal entry before it is posted. One that does not balance does not exist.
 *
 * @param reason    why, in capitals, such as {@code CONTRIBUTION_RECEIVED}; not null
 * @param source    the document behind it; of one source there is one entry for each reason; not null
 * @param eventDate when it happened; not null
 * @param lines     two at least; not null; debits are put before credits, as books have them
 */
public record JournalDraft(String reason, Source source, LocalDate eventDate, List<Line> lines) {

    /**
     * The document behind an entry.
     *
     * @param type in capitals, such as {@code BENEFIT}; not null
     * @param id   of the document; not null
     */
    public record Source(String type, String id) {}

    /**
     * One posting.
     *
     * @param account code; not null
     * @param amount  above zero; not null
     */
    public record Line(String account, Side side, Money amount) {

        public Line {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a posting's amount is above zero, not " + amount);
            }
        }

        public static Line debit(String account, Money amount) {
            return new Line(account, Side.DEBIT, amount);
        }

        public static Line credit(String account, Money amount) {
            return new Line(account, Side.CREDIT, amount);
        }
    }

    /**
     * @throws IllegalArgumentException if debits and credits differ, or there are none
     */
    public JournalDraft {
        lines = Stream.concat(on(lines, Side.DEBIT), on(lines, Side.CREDIT)).toList();
        Money debits = sum(lines, Side.DEBIT);
        Money credits = sum(lines, Side.CREDIT);
        if (lines.size() < 2 || !debits.equals(credits)) {
            throw new IllegalArgumentException(
                    "an entry balances: debits " + debits + ", credits " + credits + " in " + lines.size() + " lines");
        }
    }

    /** The postings of one side, in their order. */
    List<Line> lines(Side side) {
        return on(lines, side).toList();
    }

    private static Stream<Line> on(List<Line> lines, Side side) {
        return lines.stream().filter(line -> line.side() == side);
    }

    /** The sum of its debits, and of its credits. */
    public Money total() {
        return sum(lines, Side.DEBIT);
    }

    private static Money sum(List<Line> lines, Side side) {
        Money sum = Money.ZERO;
        for (Line line : lines) {
            sum = line.side() == side ? sum.plus(line.amount()) : sum;
        }
        return sum;
    }
}
