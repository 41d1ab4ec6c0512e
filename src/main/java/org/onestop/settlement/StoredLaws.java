package org.onestop.settlement;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestop.adjudication.Policy;
import org.onestop.journal.Digest;
import org.onestop.policy.PolicyDraft;
import org.onestop.policy.PolicySet;
import org.onestop.policy.PolicyStore;
import org.onestop.refusal.RefusedException;

/** The stored policy sets, each read once for one recomputation, and what a draft makes of them. */
public final class StoredLaws {

    private final PolicyStore store;
    private final PolicyDraft draft;
    private final Map<String, Law> read = new ConcurrentHashMap<>();

    StoredLaws(PolicyStore store, PolicyDraft draft) {
        this.store = store;
        this.draft = draft;
    }

    /**
     * A policy set as it is stored.
     *
     * @param set     null where it is missing or can't be read
     * @param drafted what the draft makes of it; null where there is none, or it makes nothing of this one
     * @param fault   what is wrong with it; null where nothing is
     */
    record Law(PolicySet set, Policy drafted, String fault) {}

    Law of(byte[] digest) {
        return read.computeIfAbsent(HexFormat.of().formatHex(digest), hex -> read(digest));
    }

    private Policy drafted(PolicySet set) {
        try {
            return draft == null ? null : draft.on(set).policy();
        } catch (RefusedException e) {
            return null;
        }
    }

    private Law read(byte[] digest) {
        try {
            return store.read(digest)
                    .map(set -> new Law(set, drafted(set), null))
                    .orElseGet(() -> new Law(null, null, Digest.text(digest)));
        } catch (IllegalStateException e) {
            return new Law(null, null, e.getMessage());
        }
    }
}
