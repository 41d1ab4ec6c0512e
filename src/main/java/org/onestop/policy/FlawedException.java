package org.onestop.policy;

import java.util.List;

/** Carries what is wrong with a document to the place that knows which document it is; it never leaves the package. */
final class FlawedException extends RuntimeException {

    private final transient List<Flaw> flaws;

    FlawedException(List<Flaw> flaws) {
        super(flaws.toString(), null, false, false);
        this.flaws = List.copyOf(flaws);
    }

    FlawedException(String key, FlawKind kind, String detail) {
        this(List.of(new Flaw(key, kind, detail)));
    }

    List<Flaw> flaws() {
        return flaws;
    }
}
