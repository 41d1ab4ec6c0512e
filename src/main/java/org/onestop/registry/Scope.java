package org.onestop.registry;

import java.util.List;
import org.onestop.access.Area;

/**
 * Of which part of the register something is told.
 *
 * @param area     not null
 * @param prefixes beginnings of the areas within it, under every code they have had; null where it is the whole register
 */
record Scope(Area area, List<String> prefixes) {

    /** The whole register, households that lived nowhere on record included. */
    static Scope everything(Area city) {
        return new Scope(city, null);
    }

    /** What a registrar answers for. */
    static Scope of(Area bound, Divisions divisions) {
        return new Scope(bound, divisions.prefixes(bound));
    }

    boolean isEverything() {
        return prefixes == null;
    }

    /** The beginnings as patterns for a statement; null where every area will do. */
    String[] patterns() {
        return prefixes == null
                ? null
                : prefixes.stream().map(prefix -> prefix + "%").toArray(String[]::new);
    }
}
