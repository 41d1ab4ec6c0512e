package org.onestop.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of one tier and how its policy is made of them.
 *
 * @param <P> the tier's policy
 */
abstract class ParameterGroup<P> {

    private final String folder;
    private final List<ParameterType<?>> types = new ArrayList<>();

    ParameterGroup(String folder) {
        this.folder = folder;
    }

    /**
     * The tier's policy; parts that are not in force are null and stand in the list of what is missing.
     */
    abstract P policy(InForce values);

    final List<ParameterType<?>> types() {
        return List.copyOf(types);
    }

    final <T> ParameterType<T> always(String name, Kind<T> kind) {
        return add(new ParameterType<>(folder + "." + name, kind, true));
    }

    /** A parameter that is needed only under certain values of another one. */
    final <T> ParameterType<T> sometimes(String name, Kind<T> kind) {
        return add(new ParameterType<>(folder + "." + name, kind, false));
    }

    private <T> ParameterType<T> add(ParameterType<T> type) {
        types.add(type);
        return type;
    }
}
