package org.onestop.mutualaid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * How a payment falls on members (核销). Pure: what is known of each is given. Nobody is guessed: a payment that is not
 * enough for all whom it is for pays nobody until somebody says whom.
 *
 * @param paid     whose contributions it pays
 * @param lines    what came of each whom the payer named; empty where nobody was named
 * @param matched  the sum for {@code paid}
 * @param suspense the rest
 */
record Matching(Outcome outcome, List<Member> paid, List<Line> lines, Money matched, Money suspense) {

    /** What came of a payment; of several the first that applies. */
    enum Outcome {
        /** It was not enough, and nobody is paid. */
        SHORT,
        /** Some of those named are not to be paid for. */
        UNKNOWN_MEMBERS,
        /** It was more than what was due. */
        SURPLUS,
        MATCHED
    }

    /** What came of one whom the payer named. */
    enum Verdict {
        PAID,
        /** Would have been paid, had the payment been enough for all. */
        NOT_ENOUGH,
        /** Is a member of the unit and owes nothing. */
        NOT_DUE,
        NOT_OF_UNIT,
        /** Is no member of that term. */
        UNKNOWN,
        /** Stands in the list for the second time. */
        REPEATED
    }

    /** One whom the payer named; {@code membershipId} is null where nobody was found. */
    record Line(int line, UUID membershipId, Verdict verdict, Money amount) {}

    /** A payment for all who owe. */
    static Matching ofAll(Money amount, List<Member> owing) {
        Money due = sum(owing);
        if (amount.compareTo(due) < 0) {
            return new Matching(Outcome.SHORT, List.of(), List.of(), Money.ZERO, amount);
        }
        Money rest = amount.minus(due);
        return new Matching(rest.isZero() ? Outcome.MATCHED : Outcome.SURPLUS, owing, List.of(), due, rest);
    }

    /**
     * A payment for those whom the payer names.
     *
     * @param named in the payer's order; null for each who is no member of the term
     * @param share what is due for one of whom nothing is known
     */
    static Matching ofNamed(Money amount, String unit, List<Member> named, Money share) {
        List<Line> lines = new ArrayList<>(named.size());
        List<Member> payable = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        Money wanted = Money.ZERO;
        for (Member member : named) {
            Verdict verdict = verdict(unit, member, seen);
            Money part = member == null || member.due() == null ? share : member.due();
            wanted = wanted.plus(part);
            lines.add(new Line(lines.size() + 1, member == null ? null : member.id(), verdict, part));
            if (verdict == Verdict.PAID) {
                payable.add(member);
            }
        }
        if (amount.compareTo(wanted) < 0) {
            List<Line> unpaid = lines.stream().map(Matching::notEnough).toList();
            return new Matching(Outcome.SHORT, List.of(), unpaid, Money.ZERO, amount);
        }
        Money matched = sum(payable);
        Outcome outcome = payable.size() < named.size()
                ? Outcome.UNKNOWN_MEMBERS
                : amount.equals(wanted) ? Outcome.MATCHED : Outcome.SURPLUS;
        return new Matching(outcome, payable, lines, matched, amount.minus(matched));
    }

    private static Verdict verdict(String unit, Member member, Set<UUID> seen) {
        if (member == null) {
            return Verdict.UNKNOWN;
        }
        if (!seen.add(member.id())) {
            return Verdict.REPEATED;
        }
        if (!member.unit().equals(unit)) {
            return Verdict.NOT_OF_UNIT;
        }
        return member.isDue() ? Verdict.PAID : Verdict.NOT_DUE;
    }

    private static Line notEnough(Line line) {
        return line.verdict() == Verdict.PAID
                ? new Line(line.line(), line.membershipId(), Verdict.NOT_ENOUGH, line.amount())
                : line;
    }

    static Money sum(List<Member> members) {
        return members.stream().map(Member::due).reduce(Money.ZERO, Money::plus);
    }
}
