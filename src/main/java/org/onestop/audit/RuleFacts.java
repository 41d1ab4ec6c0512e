package org.onestop.audit;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.adjudication.EncounterType;
import org.onestop.money.Money;
import org.onestop.settlement.SettledBill;

/**
 * All that the rules look at: of one person, or of one client's month. Plain values, so that a rule depends on nothing else.
 *
 * @param bills       the person's standing ones, in the order of their benefit dates
 * @param register    what the register knows of the person now
 * @param fresh       those of the person's bills whose lines are to be looked at
 * @param comparables totals of like cases, by the fresh bill's id
 * @param reversals   of a client's month; null where the facts are of a person
 */
record RuleFacts(
        List<Stay> bills,
        Register register,
        List<SettledBill> fresh,
        Map<UUID, List<Money>> comparables,
        Reversals reversals) {

    private static final Register NOTHING = new Register(null, List.of(), List.of(), List.of());

    static RuleFacts ofPerson(
            List<Stay> bills, Register register, List<SettledBill> fresh, Map<UUID, List<Money>> comparables) {
        return new RuleFacts(bills, register, fresh, comparables, null);
    }

    static RuleFacts ofClient(Reversals reversals) {
        return new RuleFacts(List.of(), NOTHING, List.of(), Map.of(), reversals);
    }

    /**
     * A standing bill, without its lines.
     *
     * @param admittedOn null where it is of no stay
     * @param on         the benefit date
     * @param category   the label that was used; null where none was
     */
    record Stay(
            UUID id,
            String hospital,
            EncounterType type,
            LocalDate admittedOn,
            LocalDate on,
            String category,
            Money total,
            OffsetDateTime settledAt) {

        boolean isInpatient() {
            return type == EncounterType.INPATIENT;
        }
    }

    /**
     * Some days.
     *
     * @param to null where they have no end
     */
    record Days(LocalDate from, LocalDate to) {

        boolean cover(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /**
     * A category of the person's household that has ended.
     *
     * @param lastDay    of the category
     * @param recordedAt when the register learnt of it
     */
    record CategoryEnd(String category, LocalDate lastDay, OffsetDateTime recordedAt) {}

    /**
     * What the register knows.
     *
     * @param diedOn null where it knows of no death
     */
    record Register(LocalDate diedOn, List<Days> enrolments, List<Days> suspensions, List<CategoryEnd> ended) {}

    /**
     * What a client reversed in a month.
     *
     * @param settled     how much it settled in that month
     * @param settlements that it reversed
     */
    record Reversals(String clientId, YearMonth month, int settled, List<UUID> settlements) {}
}
