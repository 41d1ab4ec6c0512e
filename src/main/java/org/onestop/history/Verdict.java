package org.onestop.history;

import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * What became of a row of master data, and why.
 *
 * @param refusal the first that applies; null unless refused
 * @param field   the row's component that it is about, such as {@code from}; null unless refused
 */
public record Verdict(State state, RefusalCode refusal, String field) {

    /** What can become of a row. */
    public enum State {
        /** What it is of was not on record. */
        ADDED,
        /** Something on record was changed, ended or followed by it. */
        CHANGED,
        /** It says what is on record. */
        UNCHANGED,
        /** It can't stand; nothing of it was written. */
        REFUSED
    }

    public static Verdict of(State state) {
        return new Verdict(state, null, null);
    }

    public static Verdict refused(RefusalCode code, String field) {
        return new Verdict(State.REFUSED, code, field);
    }

    public boolean isRefused() {
        return state == State.REFUSED;
    }

    /**
     * Refuses the request that brought the row.
     *
     * @throws org.onestop.refusal.RefusedException where the row is refused
     */
    public Verdict orRefuse() {
        if (isRefused()) {
            throw asRefusal().asException();
        }
        return this;
    }

    private Refusal asRefusal() {
        return switch (refusal) {
            case VALUE_OUT_OF_RANGE -> Refusal.of(refusal, FieldFault.of("/" + field, FieldFault.Code.OUT_OF_RANGE));
            case DIVISION_UNKNOWN -> Refusal.of(refusal, FieldFault.of("/" + field, FieldFault.Code.UNKNOWN_VALUE));
            case DATES_OUT_OF_ORDER -> Refusal.of(refusal, FieldFault.of("/" + field, FieldFault.Code.OUT_OF_ORDER));
            default -> Refusal.of(refusal);
        };
    }
}
