package org.onestop.policy;

/**
 * A parameter that the rule knows.
 *
 * @param id     its file's path with dots, such as {@code resident.basic.inpatient_rate}
 * @param kind   what its values look like
 * @param always whether a policy can't be without it; others are needed only under certain values of another one
 */
record ParameterType<T>(String id, Kind<T> kind, boolean always) {

    /** Its file's path below the policy directory. */
    String file() {
        return id.replace('.', '/') + ".yaml";
    }
}
