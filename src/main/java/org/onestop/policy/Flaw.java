package org.onestop.policy;

/**
 * One thing that is wrong with a policy document.
 *
 * @param key    where: a JSON pointer (RFC 6901) inside the document; empty for the document itself
 * @param kind   what
 * @param detail the text found, or what is missing; not null, may be empty
 */
record Flaw(String key, FlawKind kind, String detail) {

    String reason() {
        return detail.isEmpty() ? kind.text() : kind.text() + ": " + detail;
    }
}
