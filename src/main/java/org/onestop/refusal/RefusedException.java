package org.onestop.refusal;

/**
 * Carries a refusal out of a reader or a look-up that has written nothing. It has no stack trace: a refusal is not a
 * fault, and its place in the code tells nobody anything.
 */
public final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code().code(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
