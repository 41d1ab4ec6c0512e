package org.onestop.registry;

import java.util.Set;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;

/**
 * Who sees what of a household's file (知悉范围). This is the only place that decides it; src/docs/registry.md has the same
 * table. What stands in no {@link Part} is seen by everybody who may read the file at all: its number and area, the
 * members' relations and periods, the categories held with grade, period and approving department, and that an
 * application was lodged.
 */
final class NeedToKnow {

    /** Who looks. A department is a category's own where it owns it; a household's own where it holds or asked for one. */
    enum Viewer {
        COMMUNITY,
        TOWNSHIP,
        OWN_DEPARTMENT,
        OTHER_DEPARTMENT,
        AUDITOR
    }

    /** What not everybody sees. */
    enum Part {
        /** Members' names in full; masked otherwise. */
        NAMES(Viewer.COMMUNITY, Viewer.TOWNSHIP, Viewer.OWN_DEPARTMENT, Viewer.AUDITOR),
        /** Members' ID numbers in full, to be compared with the card or with another department's; masked otherwise. */
        ID_NUMBERS(Viewer.COMMUNITY, Viewer.OWN_DEPARTMENT, Viewer.AUDITOR),
        /** Who is seriously ill; withheld otherwise. */
        ILLNESS(Viewer.COMMUNITY, Viewer.TOWNSHIP, Viewer.OWN_DEPARTMENT, Viewer.AUDITOR),
        /** How a category was judged: steps, reviews, exits, with what was stated and opined; withheld otherwise. */
        PROCEDURE(Viewer.COMMUNITY, Viewer.TOWNSHIP, Viewer.OWN_DEPARTMENT, Viewer.AUDITOR),
        /** The home-visit record: findings, income, housing; withheld otherwise. */
        VISIT(Viewer.COMMUNITY, Viewer.TOWNSHIP, Viewer.OWN_DEPARTMENT, Viewer.AUDITOR);

        private final Set<Viewer> viewers;

        Part(Viewer... viewers) {
            this.viewers = Set.of(viewers);
        }

        boolean isSeenBy(Viewer viewer) {
            return viewers.contains(viewer);
        }
    }

    /** Null for the auditor. */
    private final Registrar registrar;

    private NeedToKnow(Registrar registrar) {
        this.registrar = registrar;
    }

    /** What a caller sees who may read the file at all. */
    static NeedToKnow of(Caller caller) {
        return new NeedToKnow(caller.is(Role.CIVIL_AFFAIRS_AUDITOR) ? null : caller.requireRegistrar());
    }

    /**
     * Whether a part of the household's is seen.
     *
     * @param concerned departments whose categories the household holds or asked for
     */
    boolean sees(Part part, Set<Department> concerned) {
        return part.isSeenBy(viewer(concerned));
    }

    /** Whether a part of a category's is seen. */
    boolean sees(Part part, Department owner) {
        return part.isSeenBy(viewer(Set.of(owner)));
    }

    /** The department of a caller at county level, whose own categories it sees more of; null for all others. */
    String department() {
        return registrar == null ? null : registrar.department();
    }

    private Viewer viewer(Set<Department> concerned) {
        if (registrar == null) {
            return Viewer.AUDITOR;
        }
        return switch (registrar.level()) {
            case COMMUNITY -> Viewer.COMMUNITY;
            case TOWNSHIP -> Viewer.TOWNSHIP;
            case COUNTY -> concerned.stream().anyMatch(each -> each.name().equals(registrar.department()))
                    ? Viewer.OWN_DEPARTMENT
                    : Viewer.OTHER_DEPARTMENT;
        };
    }
}
