package org.onestop.policy;

import org.onestop.refusal.Refusal;

/** What became of values that somebody wants to try: a set made of them, or a refusal. */
public sealed interface PolicyTrial {

    /** They make a policy; it is never stored. */
    record Ready(PolicySet set) implements PolicyTrial {}

    /** They don't: {@code policy-value-invalid} with the faults of single fields, or {@code no-policy-in-force}. */
    record Refused(Refusal refusal) implements PolicyTrial {}
}
