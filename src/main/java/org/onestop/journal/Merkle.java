package org.onestop.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merkle trees as RFC 9162 (section 2.1) has them, over SHA-256: leaves and nodes are told apart by a first byte, 0 or 1.
 * Lists of hashes are of leaves, which are hashed already.
 */
final class Merkle {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** The hash of a leaf with this content. */
    static byte[] leaf(byte[] content) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(content);
    }

    /** The hash of a node over its two children. */
    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root; of no leaves, the digest of nothing. */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Digest.sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = split(leaves.size());
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** What has to be hashed together with a leaf, from below, to come to the root (section 2.1.3.1). */
    static List<byte[]> inclusion(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = new ArrayList<>(index < split ? inclusion(index, left) : inclusion(index - split, right));
        path.add(index < split ? root(right) : root(left));
        return path;
    }

    /** Whether a path leads from a leaf to a root (section 2.1.3.2). */
    static boolean includes(byte[] root, long size, long index, byte[] leaf, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] each : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(each, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, each);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /**
     * Shows that the tree over the first leaves has only grown (section 2.1.4.1).
     *
     * @param first how many leaves it had: at least one, at most as many as there are now
     */
    static List<byte[]> consistency(int first, List<byte[]> leaves) {
        return consistency(first, leaves, true);
    }

    private static List<byte[]> consistency(int first, List<byte[]> leaves, boolean isWhole) {
        if (first == leaves.size()) {
            return isWhole ? List.of() : List.of(root(leaves));
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = new ArrayList<>(
                first <= split ? consistency(first, left, isWhole) : consistency(first - split, right, false));
        path.add(first <= split ? root(right) : root(left));
        return path;
    }

    /** Whether a path shows that the tree of one root and size has grown into that of another (section 2.1.4.2). */
    static boolean grew(byte[] firstRoot, long first, byte[] secondRoot, long second, List<byte[]> path) {
        if (first == second) {
            return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        if (first < 1 || first > second || path.isEmpty()) {
            return false;
        }
        boolean isComplete = (first & first - 1) == 0;
        long node = first - 1;
        long last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] old = isComplete ? firstRoot : path.get(0);
        byte[] now = old;
        for (byte[] each : isComplete ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = node(each, old);
                now = node(each, now);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                now = node(now, each);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, firstRoot) && Arrays.equals(now, secondRoot);
    }

    /** The largest power of two below a number of leaves. */
    private static int split(int leaves) {
        return Integer.highestOneBit(leaves - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
