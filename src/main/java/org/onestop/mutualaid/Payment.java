package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onestop.http.Fields;
import org.onestop.money.Money;
import org.onestop.registry.CreditCode;

/**
 * A payment of a unit for a term as it stands on the bank's statement.
 *
 * @param unit          credit code as written
 * @param amount        above zero
 * @param receivedOn    the day on which the bank booked it
 * @param bankReference the bank's own number of it; of two with the same, the second is the first again
 * @param payer         whose account it came from, a unit's and not a citizen's; null means the unit itself
 * @param members       for whom; null means for all of the unit's who owe
 */
public record Payment(
        String unit,
        int term,
        Money amount,
        LocalDate receivedOn,
        String bankReference,
        String payer,
        List<NamedMember> members) {

    private static final int CODE = 18;
    private static final int REFERENCE = 64;
    private static final int PAYER = 200;

    static Payment read(Fields fields) {
        String unit = fields.text("unitCode", CODE);
        Integer term = fields.integer("term");
        Money amount = fields.money("amount");
        LocalDate receivedOn = fields.date("receivedOn");
        String reference = fields.text("bankReference", REFERENCE);
        String payer = fields.optionalText("payer", PAYER);
        List<NamedMember> members =
                fields.any("members") == null ? null : NamedMember.read(fields.objects("members"));
        return new Payment(unit, term == null ? 0 : term, amount, receivedOn, reference, payer, members);
    }

    /** A payment for certain memberships. */
    public static Payment of(
            CreditCode unit, int term, Money amount, LocalDate receivedOn, String bankReference, List<UUID> memberships) {
        List<NamedMember> named =
                memberships.stream().map(id -> new NamedMember(id, null)).toList();
        return new Payment(unit.value(), term, amount, receivedOn, bankReference, null, named);
    }

    boolean isNamed() {
        return members != null;
    }
}
