package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.onestop.access.Area;
import org.onestop.registry.Divisions;

/** Under which codes a division may be written down: its own, and those it had before or has had since. */
@ApplicationScoped
class DivisionCodes {

    private final Divisions divisions;

    DivisionCodes(Divisions divisions) {
        this.divisions = divisions;
    }

    /**
     * The codes of a division.
     *
     * @param code six digits, or {@link Given#NONE}; null for any
     * @return null for any
     */
    List<String> of(String code) {
        if (code == null || code.equals(Given.NONE)) {
            return code == null ? null : List.of(code);
        }
        return Area.parse(code + "000000").map(divisions::prefixes).orElse(List.of(code));
    }
}
