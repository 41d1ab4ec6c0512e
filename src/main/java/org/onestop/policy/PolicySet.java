package org.onestop.policy;

import java.util.HexFormat;
import java.util.List;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;

/**
 * A policy together with the names of all values that it is made of. Immutable; one instance serves every settlement
 * between two changes of the law.
 */
public final class PolicySet {

    private final Policy policy;
    private final List<PolicyValue> values;
    private final List<PolicyReference> references;
    private final byte[] digest;
    private final String digestHex;

    /**
     * A set.
     *
     * @param values in the order of their ids
     */
    PolicySet(Policy policy, List<PolicyValue> values) {
        this.policy = policy;
        this.values = List.copyOf(values);
        this.references = values.stream().map(PolicyValue::reference).toList();
        this.digest = CanonicalJson.digest(references);
        this.digestHex = HexFormat.of().formatHex(digest);
    }

    /** The scheme it is for. */
    public Scheme scheme() {
        return policy.scheme();
    }

    /** What the engine takes. */
    public Policy policy() {
        return policy;
    }

    /** Every value used, in the order of ids. */
    public List<PolicyReference> references() {
        return references;
    }

    /** SHA-256 over the canonical list of the references: 32 bytes, the caller's own copy. */
    public byte[] digest() {
        return digest.clone();
    }

    List<PolicyValue> values() {
        return values;
    }

    /** The digest as text, made once. */
    String digestHex() {
        return digestHex;
    }
}
