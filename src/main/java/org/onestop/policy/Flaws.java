package org.onestop.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong, so that an author learns of everything at once. */
final class Flaws {

    private final List<Flaw> flaws = new ArrayList<>();

    /**
     * Reads something and keeps what is wrong with it.
     *
     * @return what was read; null where it was flawed
     */
    <T> T collect(Supplier<T> read) {
        try {
            return read.get();
        } catch (FlawedException e) {
            flaws.addAll(e.flaws());
            return null;
        }
    }

    void check(Runnable check) {
        collect(() -> {
            check.run();
            return null;
        });
    }

    void add(String key, FlawKind kind, String detail) {
        flaws.add(new Flaw(key, kind, detail));
    }

    void throwIfAny() {
        if (!flaws.isEmpty()) {
            throw new FlawedException(flaws);
        }
    }
}
