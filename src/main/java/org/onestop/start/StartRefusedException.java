package org.onestop.start;

/**
 * The service will not start: something that whoever starts it can put right. Its message is all they are shown, so it
 * says in Chinese and in English what is wrong and what to do, and never a secret.
 */
public class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message one sentence or a short list, in both languages
     */
    public StartRefusedException(String message) {
        super(message);
    }

    /**
     * With a cause, which is not shown.
     *
     * @param message one sentence or a short list, in both languages
     * @param cause   what the message was made of
     */
    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
