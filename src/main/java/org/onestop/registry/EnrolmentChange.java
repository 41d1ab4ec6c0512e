package org.onestop.registry;

/** What happens to a person's insurance. The names are those of the feed; they keep their meaning. */
enum EnrolmentChange {
    /** 参保. */
    ENROLMENT_OPENED,
    /** 停保. */
    ENROLMENT_ENDED,
    /** 暂停待遇. */
    ENROLMENT_SUSPENDED,
    /** 恢复待遇. */
    ENROLMENT_RESUMED
}
