package org.onestop.registry;

/** What became of an application. */
enum ApplicationState {
    OPEN,
    APPROVED,
    REJECTED
}
