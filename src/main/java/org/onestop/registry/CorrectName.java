package org.onestop.registry;

import org.onestop.http.Fields;

/** Puts right the name of the person with an ID number. */
record CorrectName(String idNumber, String name, String reason) {

    private static final int ID_NUMBER = 64;
    private static final int NAME = 200;

    static CorrectName read(Fields fields) {
        return new CorrectName(
                fields.text("idNumber", ID_NUMBER),
                fields.text("name", NAME),
                fields.prose("reason", TakeStep.OPINION));
    }
}
