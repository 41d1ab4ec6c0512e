package org.onestop.registry;

import io.smallrye.config.ConfigMapping;

/** How many working days each stage may take. The service does not start without them. */
@ConfigMapping(prefix = "onestop.registry.deadline")
interface Deadlines {

    /** From the lodging to the result of the community's investigation. */
    int investigation();

    /** From there to the township's review. */
    int review();

    /** From there to the county's approval. */
    int approval();

    /** From a return to the applicant to the application lodged again. */
    int resubmission();

    /** Of a stage. */
    default int of(Stage stage) {
        return switch (stage) {
            case LODGING -> resubmission();
            case INVESTIGATION -> investigation();
            case REVIEW -> review();
            case APPROVAL -> approval();
        };
    }
}
