package org.onestop.settlement;

import java.util.function.Consumer;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Policy;

/**
 * Decides the standing bills of people's years under a draft, each on what the ones before leave under the draft. A bill
 * that is not selected keeps the law it was settled by, on the totals as they have become.
 */
final class DraftedYears implements StoredYears.Reader {

    private final StoredLaws laws;
    private final StoredSelection selection;
    private final Consumer<DraftedBill> bills;
    private Accumulators running;

    DraftedYears(StoredLaws laws, StoredSelection selection, Consumer<DraftedBill> bills) {
        this.laws = laws;
        this.selection = selection;
        this.bills = bills;
    }

    @Override
    public void begin(Hindsight.PersonYear year) {
        running = Accumulators.NONE;
    }

    @Override
    public void settlement(KeptSettlement kept) {
        StoredSettlement stored = kept.settlement();
        if (!stored.stands()) {
            return;
        }
        boolean isSelected = selection.includes(stored, kept.benefitDate());
        Outcome.Adjudicated would = would(kept, isSelected);
        running = would == null ? YearCheck.moved(running, stored.movement()) : would.accumulatorsAfter();
        if (isSelected) {
            bills.accept(new DraftedBill(
                    stored.personId(),
                    stored.hospitalCode(),
                    stored.scheme(),
                    kept.category(),
                    kept.assistanceClass(),
                    kept.benefitDate(),
                    stored.split(),
                    stored.mutualAidExpected(),
                    would == null ? stored.split() : would.split(),
                    would == null ? stored.mutualAidExpected() : would.mutualAidExpected(),
                    would != null));
        }
    }

    /** What comes of a bill; null where it can't be read or would be refused. */
    private Outcome.Adjudicated would(KeptSettlement kept, boolean isSelected) {
        StoredLaws.Law law = laws.of(kept.policySet());
        if (law.set() == null) {
            return null;
        }
        Policy policy = isSelected ? law.drafted() : law.set().policy();
        if (policy == null) {
            return null;
        }
        try {
            SettlementInput input = InputReader.read(kept.input());
            Outcome outcome = Adjudicator.adjudicate(policy, input.patient(), running, input.bill());
            return outcome instanceof Outcome.Adjudicated done ? done : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    public void reversal(KeptReversal reversal) {
        // What was undone was passed over already.
    }

    @Override
    public void end(AccumulatorState totals) {
        // The totals as they are stored say nothing of a draft.
    }
}
