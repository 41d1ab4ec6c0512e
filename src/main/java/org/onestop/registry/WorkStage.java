package org.onestop.registry;

/** What waits for somebody: a stage of an application, or the review of a category that is due. */
enum WorkStage {
    LODGING,
    INVESTIGATION,
    REVIEW,
    APPROVAL,
    /** 复核到期. */
    CATEGORY_REVIEW
}
