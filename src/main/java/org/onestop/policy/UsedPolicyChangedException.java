package org.onestop.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.onestop.start.StartRefusedException;

/**
 * The policy files no longer say what settlements were made by; the start is refused. A used value may only be
 * followed by a later one.
 */
public final class UsedPolicyChangedException extends StartRefusedException {

    private final transient List<Difference> differences;

    UsedPolicyChangedException(List<Difference> differences) {
        super(differences.stream()
                .map(Difference::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        "已被结算使用的政策值不得改动,只能另加以后生效的新值"
                                + " / values that settlements have used may not change,"
                                + " only be followed by a later one:\n  ",
                        "")));
        this.differences = List.copyOf(differences);
    }

    /** In the order of ids; never empty. */
    public List<Difference> differences() {
        return differences;
    }

    /**
     * One value.
     *
     * @param id   the parameter's id
     * @param from the day from which the used value was in force
     * @param what what differs: the value, its source, or that it is gone, with both texts
     */
    public record Difference(String id, LocalDate from, String what) {

        @Override
        public String toString() {
            return id + " (" + from + "): " + what;
        }
    }
}
