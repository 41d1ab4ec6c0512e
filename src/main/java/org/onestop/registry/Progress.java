package org.onestop.registry;

/**
 * Where an application stands, as follows from its steps. Immutable.
 *
 * @param stage what it waits for; null where it waits no more
 */
record Progress(ApplicationState state, Stage stage) {

    /** Of an application without a step. */
    static final Progress LODGED = new Progress(ApplicationState.OPEN, Stage.INVESTIGATION);

    /**
     * Where it stands after a step.
     *
     * @param returnTo null unless the step returned it
     */
    static Progress after(Stage step, StepResult result, ReturnTarget returnTo) {
        return switch (result) {
            case REJECT -> new Progress(ApplicationState.REJECTED, null);
            case RETURN -> new Progress(ApplicationState.OPEN, returnTo.stage());
            case PASS -> step == Stage.APPROVAL
                    ? new Progress(ApplicationState.APPROVED, null)
                    : new Progress(ApplicationState.OPEN, step.next());
        };
    }
}
