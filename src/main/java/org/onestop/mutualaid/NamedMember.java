package org.onestop.mutualaid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.IdNumber;

/**
 * A member whom a request names: by the membership, or by the person's number.
 *
 * @param membership null where the number is given
 * @param idNumber   as written; null where the membership is given
 */
record NamedMember(UUID membership, String idNumber) {

    /** More than the largest of units has. */
    static final int MOST = 5000;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int ID_LENGTH = 36;
    private static final int ID_NUMBER = 64;

    /** Reads a list under the name {@code members}; exactly one of the two is given each time. */
    static List<NamedMember> read(List<Fields> each) {
        List<NamedMember> members = new ArrayList<>(each.size());
        for (Fields fields : each) {
            String membership = fields.optionalText("membershipId", ID_LENGTH);
            String number = fields.optionalText("idNumber", ID_NUMBER);
            if (membership == null && number == null) {
                fields.fault("membershipId", FieldFault.Code.MISSING_FIELD);
            } else if (membership != null && number != null) {
                fields.fault("idNumber", FieldFault.Code.UNKNOWN_FIELD);
            }
            UUID id = membership == null ? null : id(membership).orElse(null);
            if (membership != null && id == null) {
                fields.fault("membershipId", FieldFault.Code.INVALID_TEXT);
            }
            fields.close();
            members.add(new NamedMember(id, number));
        }
        return members;
    }

    /** The id in a text; empty where the text is none. */
    static Optional<UUID> id(String text) {
        return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * The numbers of those who are named by theirs, null for the others, in the list's order.
     *
     * @throws org.onestop.refusal.RefusedException too-many-members, id-number-invalid
     */
    static List<IdNumber> numbers(List<NamedMember> members) {
        refuseTooMany(members.size());
        List<IdNumber> numbers = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            String text = members.get(i).idNumber();
            numbers.add(text == null ? null : IdNumber.required("/members/" + i + "/idNumber", text));
        }
        return numbers;
    }

    /** @throws org.onestop.refusal.RefusedException too-many-members */
    static void refuseTooMany(int members) {
        if (members > MOST) {
            throw Refusal.of(
                            RefusalCode.TOO_MANY_MEMBERS,
                            java.util.Map.of("members", Integer.toString(members), "limit", Integer.toString(MOST)))
                    .asException();
        }
    }
}
