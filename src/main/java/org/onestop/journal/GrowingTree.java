package org.onestop.journal;

import java.util.ArrayDeque;
import java.util.Deque;

/** The root of a {@link Merkle} tree that grows, kept by the roots of its complete parts: no leaf is read twice. */
final class GrowingTree {

    /** Roots of complete subtrees, the smallest first; how large each is shows in the bits of the size. */
    private final Deque<byte[]> parts = new ArrayDeque<>();

    private long size;

    /** Adds a leaf's content at the end. */
    void add(byte[] content) {
        byte[] part = Merkle.leaf(content);
        for (long bit = size; (bit & 1) == 1; bit >>= 1) {
            part = Merkle.node(parts.pop(), part);
        }
        parts.push(part);
        size++;
    }

    /** The root over all that was added. */
    byte[] root() {
        byte[] root = null;
        for (byte[] part : parts) {
            root = root == null ? part : Merkle.node(part, root);
        }
        return root == null ? Digest.sha256(new byte[0]) : root;
    }
}
