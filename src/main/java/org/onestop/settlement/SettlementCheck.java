package org.onestop.settlement;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.HardshipLabel;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Scheme;
import org.onestop.bill.BillChecks;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.ReceivedLine;
import org.onestop.journal.Digest;
import org.onestop.money.Money;
import org.onestop.policy.PolicySet;
import org.onestop.settlement.StoredDifference.Part;
import org.onestop.settlement.StoredDifference.Reason;
import org.onestop.time.BusinessClock;

/** Decides one stored settlement again and compares everything that is stored of it. */
final class SettlementCheck {

    private final Documents documents;

    SettlementCheck(Documents documents) {
        this.documents = documents;
    }

    /**
     * What came out.
     *
     * @param amounts  of {@link SettlementWriter#SPLIT_COLUMNS}, in fen
     * @param movement what it moves of the year
     * @param after    the year afterwards
     */
    record Again(long[] amounts, Movement movement, Accumulators after, Hindsight.Result result) {}

    /**
     * Decides and compares.
     *
     * @param before the year as the settlements before leave it
     * @return null where nothing came out; that is noted too
     */
    Again check(Notes notes, KeptSettlement kept, SettlementInput input, PolicySet set, Accumulators before) {
        Outcome outcome;
        try {
            outcome = Adjudicator.adjudicate(set.policy(), input.patient(), before, input.bill());
        } catch (RuntimeException e) {
            notes.fault(Part.INPUT, Reason.UNREADABLE, "", null, null);
            return null;
        }
        if (outcome instanceof Outcome.Refused refused) {
            notes.fault(Part.INPUT, Reason.REFUSED, "", null, refused.refusal().code().code());
            return null;
        }
        Outcome.Adjudicated done = (Outcome.Adjudicated) outcome;
        Again again = again(kept, done, before);
        StepFinder steps = new StepFinder(done.trace());
        ofInput(notes, input.received(), done);
        columns(notes, kept, input, done);
        amounts(notes, kept.settlement(), again, steps);
        answer(notes, kept, input, set, done, steps);
        if (notes.isClean() && !Arrays.equals(kept.settlement().digest(), digest(kept))) {
            notes.value(
                    Part.DIGEST, "record_digest", Digest.text(kept.settlement().digest()), Digest.text(digest(kept)), null);
        }
        return again;
    }

    private static Again again(KeptSettlement kept, Outcome.Adjudicated done, Accumulators before) {
        Scheme scheme = kept.settlement().scheme();
        return new Again(
                SettlementWriter.amounts(done.split(), done.mutualAidExpected()),
                Movement.between(before, done.accumulatorsAfter(), scheme),
                done.accumulatorsAfter(),
                new Hindsight.Result(
                        scheme,
                        done.classification().assistanceClass(),
                        done.split(),
                        done.mutualAidExpected(),
                        null));
    }

    /** What the bill itself says twice, and what the hospital had expected: otherwise it would not have been settled. */
    private static void ofInput(Notes notes, ReceivedBill bill, Outcome.Adjudicated done) {
        if (BillChecks.totalMismatch(bill).isPresent()) {
            long sum = bill.lines().stream().map(ReceivedLine::amount).mapToLong(Money::fen).sum();
            notes.amount(Part.INPUT, "/bill/totalAmount", bill.totalAmount().fen(), sum, null);
        }
        if (bill.expectedPatientPays() != null) {
            notes.amount(
                    Part.INPUT,
                    "/bill/expectedPatientPays",
                    bill.expectedPatientPays().fen(),
                    done.split().patientPays().fen(),
                    null);
        }
    }

    private static void columns(Notes notes, KeptSettlement kept, SettlementInput input, Outcome.Adjudicated done) {
        StoredSettlement stored = kept.settlement();
        ReceivedBill bill = input.received();
        HardshipLabel used = kept.fileNo() == null ? null : done.classification().used();
        notes.value(Part.COLUMN, "hospital_code", stored.hospitalCode(), bill.hospitalCode(), null);
        notes.value(Part.COLUMN, "bill_no", stored.billNo(), bill.billNo(), null);
        notes.value(Part.COLUMN, "scheme", stored.scheme(), input.patient().scheme(), null);
        notes.value(Part.COLUMN, "encounter_type", kept.encounterType(), bill.encounterType(), null);
        notes.value(Part.COLUMN, "benefit_date", kept.benefitDate(), bill.benefitDate(), null);
        notes.value(Part.COLUMN, "category", kept.category(), used == null ? null : used.category(), null);
        notes.value(
                Part.COLUMN,
                "assistance_class",
                kept.assistanceClass(),
                done.classification().assistanceClass(),
                null);
    }

    private static void amounts(Notes notes, StoredSettlement stored, Again again, StepFinder steps) {
        long[] kept = SettlementWriter.amounts(stored.split(), stored.mutualAidExpected());
        List<String> names = SettlementWriter.SPLIT_COLUMNS;
        for (int i = 0; i < kept.length; i++) {
            notes.amount(
                    Part.COLUMN, names.get(i), kept[i], again.amounts()[i], steps.of(names.get(i), again.amounts()[i]));
        }
        long[] moved = again.movement().values();
        for (int i = 0; i < moved.length; i++) {
            String name = Movement.COLUMNS.get(i);
            StoredDifference.Step step = steps.of(name, moved[i]);
            if (i == 0) {
                notes.value(Part.MOVEMENT, "moved_" + name, stored.movement().values()[i], moved[i], step);
            } else {
                notes.amount(Part.MOVEMENT, "moved_" + name, stored.movement().values()[i], moved[i], step);
            }
        }
    }

    private void answer(
            Notes notes,
            KeptSettlement kept,
            SettlementInput input,
            PolicySet set,
            Outcome.Adjudicated done,
            StepFinder steps) {
        StoredSettlement stored = kept.settlement();
        byte[] again = documents.write(SettlementAnswer.again(
                stored.id(),
                new Judgement.Decision(null, null, set, input, done),
                kept.fileNo(),
                BusinessClock.at(stored.settledAt())));
        if (!Arrays.equals(stored.answer(), again)) {
            new DocumentCheck(notes, steps).compare(stored.answer(), again);
        }
    }

    private static byte[] digest(KeptSettlement kept) {
        StoredSettlement stored = kept.settlement();
        return RecordDigest.ofSettlement(
                new RecordDigest.Place(
                        stored.id(),
                        stored.personId(),
                        stored.identityRevision(),
                        stored.year(),
                        stored.sequence(),
                        kept.clientId(),
                        stored.hospitalCode(),
                        stored.billNo(),
                        stored.settledAt()),
                kept.policySet(),
                kept.input().getBytes(StandardCharsets.UTF_8),
                stored.answer());
    }
}
