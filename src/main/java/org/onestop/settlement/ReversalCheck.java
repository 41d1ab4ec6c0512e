package org.onestop.settlement;

import java.util.Arrays;
import java.util.List;
import org.onestop.adjudication.Accumulators;
import org.onestop.bill.AccumulatorsView;
import org.onestop.bill.SplitView;
import org.onestop.journal.Digest;
import org.onestop.money.Money;
import org.onestop.settlement.StoredDifference.Part;
import org.onestop.time.BusinessClock;

/** Compares a stored reversal with the opposite of what it undid. What differs there already is not told again here. */
final class ReversalCheck {

    private final Documents documents;

    ReversalCheck(Documents documents) {
        this.documents = documents;
    }

    /**
     * The opposite of a settlement.
     *
     * @param amounts of {@link SettlementWriter#SPLIT_COLUMNS}, in fen
     * @param moved   of {@link Movement#COLUMNS}
     * @param after   the year afterwards
     */
    record Opposite(long[] amounts, long[] moved, Accumulators after) {}

    /**
     * Compares.
     *
     * @param undone what it undid, as it is stored
     * @param again  the opposite of what comes out now
     * @param stored the opposite of what is stored
     */
    void check(Notes notes, KeptReversal kept, StoredSettlement undone, Opposite again, Opposite stored) {
        notes.value(Part.COLUMN, "hospital_code", kept.hospitalCode(), undone.hospitalCode(), null);
        List<String> names = SettlementWriter.SPLIT_COLUMNS;
        for (int i = 0; i < names.size(); i++) {
            if (kept.amounts()[i] != stored.amounts()[i]) {
                notes.amount(Part.COLUMN, names.get(i), kept.amounts()[i], again.amounts()[i], null);
            }
        }
        for (int i = 0; i < kept.moved().length; i++) {
            String name = "moved_" + Movement.COLUMNS.get(i);
            if (kept.moved()[i] == stored.moved()[i]) {
                continue;
            }
            if (i == 0) {
                notes.value(Part.MOVEMENT, name, kept.moved()[i], again.moved()[i], null);
            } else {
                notes.amount(Part.MOVEMENT, name, kept.moved()[i], again.moved()[i], null);
            }
        }
        byte[] expected = answer(kept, undone, again);
        if (!Arrays.equals(kept.answer(), expected) && !Arrays.equals(kept.answer(), answer(kept, undone, stored))) {
            new DocumentCheck(notes, null).compare(kept.answer(), expected);
        }
        byte[] digest = RecordDigest.ofReversal(
                kept.id(), undone, kept.sequence(), kept.clientId(), BusinessClock.at(kept.reversedAt()), kept.answer());
        if (notes.isClean()) {
            notes.value(Part.DIGEST, "record_digest", Digest.text(kept.digest()), Digest.text(digest), null);
        }
    }

    private byte[] answer(KeptReversal kept, StoredSettlement undone, Opposite opposite) {
        return documents.write(new ReversalAnswer(
                kept.id(),
                "REVERSED",
                undone.id(),
                undone.hospitalCode(),
                undone.billNo(),
                kept.reason(),
                SplitView.of(SettlementReader.split(opposite.amounts())),
                Money.ofFen(opposite.amounts()[10]),
                AccumulatorsView.of(undone.year(), undone.scheme(), opposite.after()),
                BusinessClock.at(kept.reversedAt())));
    }
}
