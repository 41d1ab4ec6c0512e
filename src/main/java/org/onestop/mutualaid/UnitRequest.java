package org.onestop.mutualaid;

import org.onestop.http.Fields;

/** Puts a unit on record; the code as written. */
record UnitRequest(String code, String name) {

    private static final int CODE = 18;
    private static final int NAME = 200;

    static UnitRequest read(Fields fields) {
        return new UnitRequest(fields.text("code", CODE), name(fields));
    }

    /** A unit's name, without the white space around it. */
    static String name(Fields fields) {
        String name = fields.text("name", NAME);
        return name == null ? null : name.strip();
    }
}
