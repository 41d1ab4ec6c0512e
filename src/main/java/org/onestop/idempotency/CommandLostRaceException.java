package org.onestop.idempotency;

/** A command's transaction lost against another and has written nothing; it begins again. */
class CommandLostRaceException extends RuntimeException {

    CommandLostRaceException(String reason) {
        super(reason, null, false, false);
    }
}
