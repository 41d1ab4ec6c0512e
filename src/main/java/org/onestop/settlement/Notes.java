package org.onestop.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.onestop.money.Money;
import org.onestop.settlement.StoredDifference.Of;
import org.onestop.settlement.StoredDifference.Part;
import org.onestop.settlement.StoredDifference.Reason;
import org.onestop.settlement.StoredDifference.Step;

/** Collects what differs of one record, in the order in which it is looked at. */
final class Notes {

    /** Of a record that is wholly another nobody wants to read every line. */
    private static final int MOST = 40;

    private final Of of;
    private final UUID settlement;
    private final UUID reversal;
    private final Hindsight.PersonYear year;
    private final int sequence;
    private final List<StoredDifference> found = new ArrayList<>(0);

    Notes(Of of, UUID settlement, UUID reversal, Hindsight.PersonYear year, int sequence) {
        this.of = of;
        this.settlement = settlement;
        this.reversal = reversal;
        this.year = year;
        this.sequence = sequence;
    }

    static Notes of(KeptSettlement kept, Hindsight.PersonYear year) {
        StoredSettlement settlement = kept.settlement();
        return new Notes(Of.SETTLEMENT, settlement.id(), null, year, settlement.sequence());
    }

    List<StoredDifference> found() {
        return found;
    }

    boolean isClean() {
        return found.isEmpty();
    }

    /** Compares amounts, in fen. */
    void amount(Part part, String name, long kept, long again, Step step) {
        if (kept != again) {
            Money before = Money.ofFen(kept);
            Money now = Money.ofFen(again);
            note(part, Reason.DIFFERS, name, before.toString(), now.toString(), now.minus(before), step);
        }
    }

    /** Compares values. */
    void value(Part part, String name, Object kept, Object again, Step step) {
        if (!Objects.equals(text(kept), text(again))) {
            note(part, Reason.DIFFERS, name, text(kept), text(again), null, step);
        }
    }

    /** Notes something that can't be compared. */
    void fault(Part part, Reason reason, String name, String kept, String again) {
        note(part, reason, name, kept, again, null, null);
    }

    /** Notes a difference; {@code difference} is null unless both are amounts. */
    void note(Part part, Reason reason, String name, String kept, String again, Money difference, Step step) {
        if (found.size() < MOST) {
            found.add(new StoredDifference(
                    of,
                    settlement,
                    reversal,
                    year.person(),
                    year.year(),
                    sequence,
                    part,
                    reason,
                    name,
                    kept,
                    again,
                    difference,
                    step));
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
