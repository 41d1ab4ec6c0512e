package org.onestop.settlement;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.adjudication.PatientStatus;
import org.onestop.idempotency.BoundKey;
import org.onestop.registry.PersonFacts;

/**
 * Everything that a settlement finds when it looks, as of one statement.
 *
 * @param key              what has bound the request's key; null while it is free, or where there is none
 * @param standingBill     the settlement of the same bill that stands; null where there is none
 * @param hospitalVersion  of the hospitals' table
 * @param catalogueVersion of the catalogue's table
 * @param person           null where the register knows nobody by that number
 * @param standing         as a member of the union's mutual aid
 * @param year             the person's year
 */
record Situation(
        BoundKey key,
        UUID standingBill,
        long hospitalVersion,
        long catalogueVersion,
        PersonFacts person,
        MemberStanding standing,
        AccumulatorState year) {

    /** The person's status as the rule reads it; only for a person who is insured. */
    PatientStatus status(LocalDate on) {
        return new PatientStatus(
                person.scheme(),
                person.workingStatus(),
                person.labels(),
                null,
                standing.isMember(on),
                standing.isInGoodStanding(on));
    }
}
