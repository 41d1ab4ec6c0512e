package org.onestop.settlement;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Scheme;
import org.onestop.settlement.StoredDifference.Of;
import org.onestop.settlement.StoredDifference.Part;
import org.onestop.settlement.StoredDifference.Reason;

/**
 * Decides people's years again, settlement by settlement, each on what the ones before leave.
 *
 * <p>Two chains are kept, of what comes out and of what is stored. A settlement must start from either: behind something
 * that differs the stored chain goes on from what was stored, and that is no further difference.
 */
final class YearCheck implements StoredYears.Reader {

    private final StoredLaws laws;
    private final StoredSelection selection;
    private final RecomputedPeople found;
    private final SettlementCheck settlements;
    private final ReversalCheck reversals;

    private Hindsight.PersonYear year;
    private int sequence;
    private Accumulators again;
    private Accumulators kept;
    private boolean broken;
    private final Map<UUID, Undone> reversed = new HashMap<>();

    YearCheck(StoredLaws laws, StoredSelection selection, Documents documents, RecomputedPeople found) {
        this.laws = laws;
        this.selection = selection;
        this.found = found;
        this.settlements = new SettlementCheck(documents);
        this.reversals = new ReversalCheck(documents);
    }

    /** A settlement that a reversal will undo; {@code again} is null where nothing came out. */
    private record Undone(StoredSettlement settlement, SettlementCheck.Again again) {}

    @Override
    public void begin(Hindsight.PersonYear next) {
        year = next;
        sequence = 0;
        again = Accumulators.NONE;
        kept = Accumulators.NONE;
        broken = false;
        reversed.clear();
        found.begin(next.person());
    }

    @Override
    public void settlement(KeptSettlement each) {
        StoredSettlement stored = each.settlement();
        Notes notes = Notes.of(each, year);
        follow(notes, stored.sequence());
        SettlementInput input = input(notes, each);
        Accumulators before = before(notes, input);
        StoredLaws.Law law = laws.of(each.policySet());
        if (law.set() == null) {
            notes.fault(Part.POLICY, Reason.UNREADABLE, "policy_set", law.fault(), null);
        }
        SettlementCheck.Again out = input == null || law.set() == null
                ? null
                : settlements.check(notes, each, input, law.set(), before);
        kept = moved(before, stored.movement());
        again = out == null ? kept : out.after();
        broken = false;
        if (!stored.stands()) {
            reversed.put(stored.id(), new Undone(stored, out));
        }
        found.settlement(each, selection.includes(stored, each.benefitDate()), out, notes.found());
    }

    /** Every movement of a year has the next number; where one is missing nobody knows what it left. */
    private void follow(Notes notes, int next) {
        if (next != sequence + 1) {
            notes.fault(Part.SEQUENCE, Reason.MISSING, "sequence", Integer.toString(next), Integer.toString(sequence + 1));
            broken = true;
        }
        sequence = next;
    }

    private static SettlementInput input(Notes notes, KeptSettlement each) {
        try {
            return InputReader.read(each.input());
        } catch (RuntimeException e) {
            notes.fault(Part.INPUT, Reason.UNREADABLE, "", null, null);
            return null;
        }
    }

    private Accumulators before(Notes notes, SettlementInput input) {
        if (input == null) {
            return kept;
        }
        if (input.before().equals(again) || broken) {
            return input.before();
        }
        if (!input.before().equals(kept)) {
            compare(notes, Part.INPUT, "/before/", input.before(), again, null);
            return again;
        }
        return kept;
    }

    @Override
    public void reversal(KeptReversal each) {
        Notes notes = new Notes(Of.REVERSAL, each.settlement(), each.id(), year, each.sequence());
        follow(notes, each.sequence());
        Undone undone = reversed.get(each.settlement());
        if (undone == null) {
            notes.fault(Part.SEQUENCE, Reason.MISSING, "settlement_id", each.settlement().toString(), null);
            broken = true;
        } else {
            undo(notes, each, undone);
        }
        found.reversal(notes.found());
    }

    private void undo(Notes notes, KeptReversal each, Undone undone) {
        StoredSettlement stored = undone.settlement();
        Movement movement = stored.movement().negated();
        long[] amounts = negated(SettlementWriter.amounts(stored.split(), stored.mutualAidExpected()));
        kept = moved(kept, movement);
        ReversalCheck.Opposite ofStored = new ReversalCheck.Opposite(amounts, movement.values(), kept);
        if (undone.again() == null) {
            again = kept;
            reversals.check(notes, each, stored, ofStored, ofStored);
            return;
        }
        Movement now = undone.again().movement().negated();
        again = moved(again, now);
        reversals.check(
                notes,
                each,
                stored,
                new ReversalCheck.Opposite(negated(undone.again().amounts()), now.values(), again),
                ofStored);
    }

    private static long[] negated(long[] amounts) {
        long[] opposite = new long[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            opposite[i] = -amounts[i];
        }
        return opposite;
    }

    /** A stored movement that no year can hold leaves the year where it was. */
    static Accumulators moved(Accumulators totals, Movement movement) {
        try {
            return Movement.applied(totals, movement);
        } catch (ArithmeticException e) {
            return totals;
        }
    }

    @Override
    public void end(AccumulatorState totals) {
        Notes notes = new Notes(Of.YEAR, null, null, year, sequence);
        if (totals == null) {
            notes.fault(Part.ACCUMULATOR, Reason.MISSING, "accumulator", null, Integer.toString(sequence));
        } else {
            notes.value(Part.ACCUMULATOR, "version", totals.version(), sequence, null);
            if (!totals.totals().equals(again)) {
                compare(notes, Part.ACCUMULATOR, "", totals.totals(), again, kept);
            }
        }
        found.year(notes.found());
    }

    /**
     * Compares totals of a year.
     *
     * @param prefix of the names: that of a document's members, or nothing for columns
     * @param or     what may be stored instead; null where nothing may
     */
    private static void compare(
            Notes notes, Part part, String prefix, Accumulators stored, Accumulators now, Accumulators or) {
        for (Scheme scheme : Scheme.values()) {
            long[] kept = Movement.numbers(stored, scheme);
            long[] again = Movement.numbers(now, scheme);
            long[] instead = Movement.numbers(or == null ? now : or, scheme);
            for (int i = 0; i < kept.length; i++) {
                String column = Movement.COLUMNS.get(i);
                boolean isCommon = !AccumulatorColumns.OF_SCHEME.contains(column);
                if (kept[i] == instead[i] || isCommon && scheme != Scheme.values()[0]) {
                    continue;
                }
                String name = prefix.isEmpty() ? column(column, isCommon, scheme) : member(prefix, column, isCommon, scheme);
                if (i == 0) {
                    notes.value(part, name, kept[i], again[i], null);
                } else {
                    notes.amount(part, name, kept[i], again[i], null);
                }
            }
        }
    }

    private static String column(String column, boolean isCommon, Scheme scheme) {
        return isCommon ? column : AccumulatorColumns.prefix(scheme) + column;
    }

    private static String member(String prefix, String column, boolean isCommon, Scheme scheme) {
        StringBuilder name = new StringBuilder(prefix);
        if (!isCommon) {
            name.append(scheme.name().toLowerCase(Locale.ROOT)).append('/');
        }
        List<String> words = List.of(column.split("_"));
        name.append(words.get(0));
        words.subList(1, words.size())
                .forEach(word -> name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length()));
        return name.toString();
    }
}
