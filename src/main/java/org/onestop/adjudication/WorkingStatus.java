package org.onestop.adjudication;

/** Whether a person of the employees' scheme works or is retired (在职、退休). Residents have none. */
public enum WorkingStatus {
    WORKING,
    RETIRED
}
