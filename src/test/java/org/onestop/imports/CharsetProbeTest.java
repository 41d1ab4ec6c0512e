package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In what characters a file is written is told by all of it, wherever it is cut. */
class CharsetProbeTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void aTextOfBothIsTakenForUtf8() {
        assertEquals(Optional.of(StandardCharsets.UTF_8), probed("plain text\r\n".getBytes(StandardCharsets.US_ASCII), 5));
        assertEquals(Optional.of(StandardCharsets.UTF_8), probed(new byte[0], 1));
    }

    @Test
    void whatIsNeitherIsNeither() {
        assertEquals(Optional.empty(), probed(new byte[] {'a', (byte) 0xFF, 'b'}, 2));
        assertEquals(Optional.empty(), probed(new byte[] {'a', (byte) 0x81}, 2));
    }

    /** The last character of a long file decides as well as the first. */
    @Test
    void theLastByteCounts() {
        byte[] text = ("a".repeat(100_000) + "阿").getBytes(GB18030);
        assertEquals(Optional.of(GB18030), probed(text, 4096));
        byte[] cut = Arrays.copyOf(text, text.length - 1);
        assertEquals(Optional.empty(), probed(cut, 4096));
    }

    @ParameterizedTest
    @ValueSource(strings = {"欧阳", "𠀀𠀁", "㐀", "a,b", "￥€", "样例\r\n"})
    void everyCharacterOfBothIsKnown(String text) {
        assertEquals(Optional.of(StandardCharsets.UTF_8), probed(text.getBytes(StandardCharsets.UTF_8), 1));
        String han = "姓名" + text;
        assertEquals(Optional.of(GB18030), probed(han.getBytes(GB18030), 1));
    }

    @RepeatedTest(20)
    void cutsDoNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("姓名");
        for (int i = 0; i < 500; i++) {
            text.append(random.nextInt(4) == 0 ? "a" : Character.toString(0x4E00 + random.nextInt(20_000)));
        }
        Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : GB18030;
        byte[] bytes = text.toString().getBytes(charset);
        assertEquals(Optional.of(charset), probed(bytes, 1 + random.nextInt(40)), () -> "seed " + seed);
    }

    private static Optional<Charset> probed(byte[] bytes, int piece) {
        CharsetProbe probe = new CharsetProbe();
        for (int at = 0; at < bytes.length; at += piece) {
            probe.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        return probe.end();
    }
}
