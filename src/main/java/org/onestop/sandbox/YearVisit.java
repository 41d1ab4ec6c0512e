package org.onestop.sandbox;

import java.time.LocalDate;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.Referral;

/**
 * One made-up visit.
 *
 * @param number     counts the visits of the year, from 1, in the order of their dates
 * @param admittedOn null unless inpatient
 * @param on         discharge or visit
 * @param referral   null inside the city
 * @param fen        what the bill comes to, about
 * @param fate       what becomes of the bill
 */
record YearVisit(
        int number,
        CityPerson person,
        YearHospital hospital,
        EncounterType type,
        LocalDate admittedOn,
        LocalDate on,
        Referral referral,
        long fen,
        Fate fate) {

    /** What becomes of a bill. */
    enum Fate {
        /** It is settled. */
        SETTLED,
        /** It is settled, reversed, and settled again under another number. */
        CORRECTED,
        /** It is settled and reversed. */
        REVERSED
    }

    YearVisit numbered(int newNumber) {
        return new YearVisit(newNumber, person, hospital, type, admittedOn, on, referral, fen, fate);
    }

    /** The hospital's number of the bill. */
    String billNo() {
        return "YB" + on.toString().replace("-", "") + String.format("%06d", number);
    }

    /** The idempotency key of a step. */
    String key(String step) {
        return "demonstration-" + on.getYear() + "-" + String.format("%06d", number) + "-" + step;
    }
}
