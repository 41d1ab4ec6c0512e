package org.onestop.registry;

import org.onestop.access.Registrar;

/**
 * What an application waits for, and in which order: the law's three steps, each of one level, and before them the lodging,
 * which is no step but answers a return to the applicant.
 */
enum Stage {
    /** 申请人重新提出. */
    LODGING(null),
    /** 社区入户调查. */
    INVESTIGATION(Registrar.Level.COMMUNITY),
    /** 乡镇(街道)审核. */
    REVIEW(Registrar.Level.TOWNSHIP),
    /** 县级审批. */
    APPROVAL(Registrar.Level.COUNTY);

    private final Registrar.Level level;

    Stage(Registrar.Level level) {
        this.level = level;
    }

    /** Whose step it is; null for the lodging, which is anybody's. */
    Registrar.Level level() {
        return level;
    }

    /** The step that follows one that passed. */
    Stage next() {
        return values()[ordinal() + 1];
    }
}
