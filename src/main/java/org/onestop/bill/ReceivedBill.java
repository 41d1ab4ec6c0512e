package org.onestop.bill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.Bill;
import org.onestop.adjudication.BillLine;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Referral;
import org.onestop.money.Money;

/**
 * A bill as received: well formed, but not yet judged.
 *
 * @param hospitalCode        not null
 * @param billNo              the hospital's own number of the bill; not null
 * @param patient             who was treated; null in a trial, which needs no person
 * @param encounterType       not null
 * @param admittedOn          null unless inpatient
 * @param benefitDate         discharge date of an inpatient stay, else the visit's; not null
 * @param referral            null where not stated
 * @param diagnoses           not null, may be empty
 * @param lines               at least one
 * @param totalAmount         as stated
 * @param expectedPatientPays what the patient was shown; null where not sent
 */
public record ReceivedBill(
        String hospitalCode,
        String billNo,
        ReceivedPatient patient,
        EncounterType encounterType,
        LocalDate admittedOn,
        LocalDate benefitDate,
        Referral referral,
        List<ReceivedDiagnosis> diagnoses,
        List<ReceivedLine> lines,
        Money totalAmount,
        Money expectedPatientPays) {

    public ReceivedBill {
        diagnoses = List.copyOf(diagnoses);
        lines = List.copyOf(lines);
    }

    /** Says on which terms the catalogue lists an item on a day; null where it does not know it. */
    @FunctionalInterface
    public interface Listing {
        ItemTerms terms(String itemCode, LocalDate on);
    }

    /**
     * This bill as the rule reads it.
     *
     * @param level   of the hospital
     * @param place   of the hospital
     * @param listing the catalogue
     */
    public Bill toBill(HospitalLevel level, Place place, Listing listing) {
        List<BillLine> ready = new ArrayList<>(lines.size());
        for (ReceivedLine line : lines) {
            LocalDate on = line.chargedOn() == null ? benefitDate : line.chargedOn();
            ready.add(line.toBillLine(listing.terms(line.itemCode(), on)));
        }
        return new Bill(encounterType, admittedOn, benefitDate, level, place, referral, ready);
    }
}
