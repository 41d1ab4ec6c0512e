package org.onestop.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one verification has found so far, each once. Of very many of one kind the first are named and all are counted. */
final class Finds {

    /** A change of a whole table needn't be told a million times, nor hide what else there is. */
    private static final int NAMED = 500;

    private final Set<Find> named = new HashSet<>();
    private final Map<String, Integer> ofKind = new HashMap<>();
    private final List<Find> fresh = new ArrayList<>();
    private long count;

    /**
     * One thing found.
     *
     * @param height   of a block; null where it is of none
     * @param position of a leaf; null where it has none
     * @param detail   what differs
     */
    record Find(Tampering kind, String table, String row, Long height, Long position, String detail) {}

    synchronized void add(Find find) {
        String kind = find.kind() + " " + find.table();
        if (ofKind.getOrDefault(kind, 0) >= NAMED) {
            count++;
        } else if (named.add(find)) {
            count++;
            ofKind.merge(kind, 1, Integer::sum);
            fresh.add(find);
        }
    }

    synchronized long count() {
        return count;
    }

    /** What was found since the last time. */
    synchronized List<Find> fresh() {
        List<Find> taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }
}
