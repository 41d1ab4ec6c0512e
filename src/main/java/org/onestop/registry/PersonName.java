package org.onestop.registry;

import java.text.Normalizer;

/**
 * A person's name. Two names are the same if they are after trimming and compatibility composition (Unicode NFKC), as
 * a hospital's system may write wide or composed forms.
 *
 * <p>{@link #toString()} shows it masked, so that it can't slip into a log.
 */
public final class PersonName {

    private final String value;

    private PersonName(String value) {
        this.value = value;
    }

    /** The name in its normal form. */
    public static PersonName of(String text) {
        return new PersonName(Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
    }

    String value() {
        return value;
    }

    /** The first character only: {@code 样**}. */
    public String masked() {
        return value.isEmpty() ? "**" : value.substring(0, value.offsetByCodePoints(0, 1)) + "**";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }
}
