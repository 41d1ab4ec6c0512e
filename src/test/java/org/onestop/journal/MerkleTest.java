package org.onestop.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trees, against known roots and against themselves for every shape up to some size. */
class MerkleTest {

    private static final int SHAPES = 40;

    /** Contents and roots that implementations of certificate transparency are commonly tested with. */
    private static final List<String> CONTENTS = List.of(
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static byte[] bytes(int number) {
        return ("leaf " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Merkle.leaf(bytes(i)));
        }
        return leaves;
    }

    @Test
    void rootsAreTheKnownOnes() {
        HexFormat hex = HexFormat.of();
        GrowingTree growing = new GrowingTree();
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", hex.formatHex(growing.root()));
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < CONTENTS.size(); i++) {
            byte[] content = hex.parseHex(CONTENTS.get(i));
            leaves.add(Merkle.leaf(content));
            growing.add(content);
            assertEquals(ROOTS.get(i), hex.formatHex(Merkle.root(leaves)));
            assertEquals(ROOTS.get(i), hex.formatHex(growing.root()));
        }
    }

    @Test
    void everyLeafIsProvedAndNoOther() {
        for (int size = 1; size <= SHAPES; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = Merkle.root(leaves);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = Merkle.inclusion(index, leaves);
                assertTrue(Merkle.includes(root, size, index, leaves.get(index), path), index + " of " + size);
                assertFalse(Merkle.includes(root, size, index, Merkle.leaf(bytes(-1)), path));
                assertFalse(Merkle.includes(root, size, size, leaves.get(index), path));
                if (size > 1) {
                    int other = (index + 1) % size;
                    assertFalse(Merkle.includes(root, size, other, leaves.get(index), path), other + " of " + size);
                }
            }
        }
    }

    @Test
    void everyGrowthIsProvedAndNoRewriting() {
        for (int size = 1; size <= SHAPES; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = Merkle.root(leaves);
            for (int first = 1; first <= size; first++) {
                byte[] before = Merkle.root(leaves.subList(0, first));
                List<byte[]> path = Merkle.consistency(first, leaves);
                assertTrue(Merkle.grew(before, first, root, size, path), first + " to " + size);
                List<byte[]> other = new ArrayList<>(leaves.subList(0, first));
                other.set(first / 2, Merkle.leaf(bytes(-1)));
                assertFalse(Merkle.grew(Merkle.root(other), first, root, size, path), first + " to " + size);
            }
        }
    }

    @Test
    void signaturesAreThoseOfTheStandard() {
        HexFormat hex = HexFormat.of();
        byte[] secret = hex.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] known = hex.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] signed = hex.parseHex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        assertArrayEquals(known, Ed25519.raw(Ed25519.pair(secret).getPublic()));
        assertArrayEquals(signed, Ed25519.sign(Ed25519.pair(secret).getPrivate(), new byte[0]));
        assertTrue(Ed25519.verifies(Ed25519.publicKey(known), new byte[0], signed));
        assertFalse(Ed25519.verifies(Ed25519.publicKey(known), new byte[1], signed));
        assertFalse(Ed25519.verifies(Ed25519.publicKey(known), new byte[0], new byte[64]));
    }
}
