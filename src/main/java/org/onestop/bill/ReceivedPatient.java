package org.onestop.bill;

/**
 * The patient as the bill names them. Never stored, never logged: {@link #toString()} hides both.
 *
 * @param idNumber as sent, unchecked; not null
 * @param name     as sent; not null
 */
public record ReceivedPatient(String idNumber, String name) {

    @Override
    public String toString() {
        return "ReceivedPatient[hidden]";
    }
}
