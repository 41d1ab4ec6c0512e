package org.onestop.registry;

import org.onestop.http.Fields;

/**
 * A member of a household as a form names one.
 *
 * @param pointer  where the request does so; empty for its outermost object
 * @param idNumber as written
 */
record MemberForm(String pointer, String idNumber, String name, Relation relation, boolean seriouslyIll) {

    private static final int ID_NUMBER = 64;
    private static final int NAME = 200;

    /** Reads the members of an object that the caller closes. */
    static MemberForm read(Fields fields, String pointer) {
        return new MemberForm(
                pointer,
                fields.text("idNumber", ID_NUMBER),
                fields.text("name", NAME),
                fields.choice("relation", Relation.class),
                Boolean.TRUE.equals(fields.optionalTruth("seriouslyIll")));
    }

    /**
     * The number, checked.
     *
     * @throws org.onestop.refusal.RefusedException id-number-invalid
     */
    IdNumber number() {
        return number(pointer + "/idNumber", idNumber);
    }

    /**
     * A number that a request gives.
     *
     * @throws org.onestop.refusal.RefusedException id-number-invalid
     */
    static IdNumber number(String field, String text) {
        return IdNumber.required(field, text);
    }
}
