package org.onestop.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How sure it is that a number is the law's (把握程度). */
public enum Confidence {
    HIGH,
    MEDIUM_HIGH,
    MEDIUM,
    MEDIUM_LOW,
    LOW_MEDIUM,
    LOW;

    /** The word in files and answers, such as {@code medium-high}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Confidence> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static Confidence read(Element element) {
        String word = element.scalar();
        String allowed = Arrays.stream(values()).map(Confidence::word).toList().toString();
        return of(word).orElseThrow(() -> element.unknownWord(word, allowed));
    }
}
