package org.onestop.registry;

/** Where a step may send an application back to. */
enum ReturnTarget {
    APPLICATION(Stage.LODGING),
    INVESTIGATION(Stage.INVESTIGATION),
    REVIEW(Stage.REVIEW);

    private final Stage stage;

    ReturnTarget(Stage stage) {
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }
}
