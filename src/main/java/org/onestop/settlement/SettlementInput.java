package org.onestop.settlement;

import java.time.LocalDate;
import java.util.Map;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Place;
import org.onestop.bill.ReceivedBill;

/**
 * Everything the rule was given for one settlement, but the policy: stored with it, so that the settlement can be
 * adjudicated again whatever has become of register, hospitals and catalogue.
 *
 * @param level    of the hospital on the benefit date
 * @param place    of the hospital on the benefit date
 * @param patient  the person's status on the benefit date
 * @param before   the person's year as it was
 * @param received the bill as received; its patient is null once it comes from the store
 * @param bill     the bill as the rule read it
 */
record SettlementInput(
        HospitalLevel level,
        Place place,
        PatientStatus patient,
        Accumulators before,
        ReceivedBill received,
        Bill bill) {

    static SettlementInput of(
            HospitalLevel level,
            Place place,
            PatientStatus patient,
            Accumulators before,
            ReceivedBill received,
            ReceivedBill.Listing listing) {
        return new SettlementInput(level, place, patient, before, received, received.toBill(level, place, listing));
    }

    /** As {@link #of}, with the terms that were stored for each line's number instead of a catalogue's. */
    static SettlementInput stored(
            HospitalLevel level,
            Place place,
            PatientStatus patient,
            Accumulators before,
            ReceivedBill received,
            Map<Listed, ItemTerms> terms) {
        return of(level, place, patient, before, received, (itemCode, on) -> terms.get(new Listed(itemCode, on)));
    }

    /** The same bill on the same terms, of a person and at a hospital of whom something else is known. */
    SettlementInput with(HospitalLevel level, Place place, PatientStatus patient, Accumulators before) {
        Bill other = new Bill(
                bill.encounterType(),
                bill.admittedOn(),
                bill.benefitDate(),
                level,
                place,
                bill.referral(),
                bill.lines());
        return new SettlementInput(level, place, patient, before, received, other);
    }

    /** An item on a day, as a key. */
    record Listed(String itemCode, LocalDate on) {}
}
