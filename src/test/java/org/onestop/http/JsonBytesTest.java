package org.onestop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.money.Money;

/** What is put together byte by byte is what the mapper writes. */
class JsonBytesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where another length, or another form, of a character begins; a pair of surrogates last. */
    private static final List<Integer> BORDERS = List.of(
            0, 8, 9, 10, 12, 13, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x2F, 0x3E, 0x3F, 0x40, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0xA2, 0x7FF,
            0x800, 0x8000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF);

    @Test
    void everyTextIsWrittenAsTheMapperWritesIt() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int rare = 1 + random.nextInt(30);
            for (int i = random.nextInt(40); i > 0; i--) {
                text.appendCodePoint(random.nextInt(rare) > 0 ? 'a' + i % 26 : BORDERS.get(random.nextInt(BORDERS.size())));
            }
            assertEquals(
                    JSON.writeValueAsString(text.toString()),
                    written(new JsonBytes(random.nextInt(50)).text(text.toString())),
                    () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, -5, 9, 10, -10, 99, 100, -100, 101, 12345, -12345, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbersAndAmountsAreWrittenToTheLastDigit(long value) {
        assertEquals(Long.toString(value), written(new JsonBytes(0).number(value)));
        assertEquals("\"" + Money.ofFen(value) + "\"", written(new JsonBytes(0).yuan(Money.ofFen(value))));
    }

    @Test
    void whatIsMissingIsNull() {
        assertEquals("[null,null,null]", written(new JsonBytes(0)
                .add('[').text(null).add(',').name(null).add(',').yuan(null).add(']')));
    }

    @Test
    void halfOfAPairOfSurrogatesIsNoText() {
        assertThrows(IllegalArgumentException.class, () -> new JsonBytes(8).text("a\uD800"));
        assertThrows(IllegalArgumentException.class, () -> new JsonBytes(8).text("\uDC00a"));
    }

    /** Objects alike, and unlike in number, names and order of their members. */
    @Test
    void theCanonicalFormSortsEveryObjectByItself() throws Exception {
        ObjectMapper sorting = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Object> lines = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                lines.add(object(random, 2));
            }
            byte[] body = JSON.writeValueAsBytes(Map.of("b", lines, "a", lines.size()));
            assertEquals(
                    sorting.writeValueAsString(JSON.readValue(body, Map.class)),
                    new String(JsonBody.parse(body).canonical(), StandardCharsets.UTF_8),
                    () -> "seed " + seed);
        }
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put("名" + random.nextInt(4), depth == 0 ? random.nextInt() : object(random, depth - 1));
        }
        return members;
    }

    private static String written(JsonBytes json) {
        return new String(json.toArray(), StandardCharsets.UTF_8);
    }
}
