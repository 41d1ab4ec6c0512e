package org.onestop.settlement;

import java.util.Optional;
import org.onestop.policy.PolicyBook;
import org.onestop.registry.AssistanceClasses;

/** The assistance classes of the shipped policy files, without a running service. */
public final class ShippedClasses {

    private ShippedClasses() {}

    public static AssistanceClasses make() {
        return new PolicyClasses(new PolicyBook(Optional.empty()));
    }
}
