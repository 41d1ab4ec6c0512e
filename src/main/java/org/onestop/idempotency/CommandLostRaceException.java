package org.onestop.idempotency;

/** A command's transaction lost against another and has written nothing; it begins again. */
class CommandLostRaceException extends RuntimeException {

    /**
     * @param cause the constraint that was broken, since a constraint that breaks every time is a fault of ours and no race;
     *     null where there was none
     */
    CommandLostRaceException(String reason, Throwable cause) {
        super(reason, cause, false, false);
    }
}
