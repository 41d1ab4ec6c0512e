package org.onestop.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onestop.settlement.TestDatabase;

/** src/docs/tamper-evidence.md: each form's digest is right, and the program writes the lines that stand there. */
@QuarkusTest
class CanonicalFormsTest {

    private static final Pattern FORM = Pattern.compile("```text\\n((?:record|leaf|seal)=.*?)```\\n\\n`(sha256:[0-9a-f]{64})`", Pattern.DOTALL);

    @Inject
    @All
    List<Evidence> evidence;

    @Inject
    TestDatabase database;

    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of("src/docs/tamper-evidence.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> forms() {
        Map<String, String> forms = new TreeMap<>();
        for (Matcher form = FORM.matcher(document); form.find(); ) {
            forms.put(form.group(1).lines().findFirst().orElseThrow(), form.group(1));
        }
        return forms;
    }

    private static Map<String, String> values(String text) {
        return text.lines().collect(Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1), (a, b) -> b));
    }

    @Test
    void everyDigestIsThatOfItsForm() {
        int forms = 0;
        for (Matcher form = FORM.matcher(document); form.find(); forms++) {
            assertEquals(form.group(2), Digest.text(Digest.sha256(form.group(1).getBytes(StandardCharsets.UTF_8))), form.group(1));
        }
        assertEquals(forms().size(), forms);
        assertTrue(forms >= 15, "the forms were not found");
    }

    @Test
    void headerAndLeafAreWrittenAsTheyStandThere() {
        String text = forms().get("seal=1");
        Map<String, String> line = values(text);
        SealHeader header = new SealHeader(0, null, 0, 1, BundleLine.bytes(line.get("root")), BundleLine.bytes(line.get("log")),
                OffsetDateTime.parse(line.get("sealedAt")), OffsetDateTime.parse(line.get("completeTo")), line.get("keyId"));
        assertEquals(text, header.text());
        List<String> shown = Pattern.compile("`([A-Za-z0-9+/=]{44}|[A-Za-z0-9+/=]{88})`").matcher(document).results()
                .map(match -> match.group(1)).toList();
        KeyPair pair = Ed25519.pair(Base64.getDecoder().decode(shown.get(0)));
        assertArrayEquals(Base64.getDecoder().decode(shown.get(1)), Ed25519.raw(pair.getPublic()));
        assertEquals(Ed25519.keyId(Ed25519.raw(pair.getPublic())), header.keyId());
        assertArrayEquals(Base64.getDecoder().decode(shown.get(2)), Ed25519.sign(pair.getPrivate(), header.bytes()));

        String leafText = forms().get("leaf=1");
        Map<String, String> of = values(leafText);
        Leaf leaf = new Leaf(of.get("source"), Long.parseLong(of.get("id")), of.get("kind"), UUID.fromString(of.get("subjectId")),
                BundleLine.bytes(of.get("digest")), OffsetDateTime.parse(of.get("recordedAt")), of.get("clientId"),
                Long.parseLong(of.get("tx")));
        assertEquals(leafText, leaf.text(0));
        assertTrue(document.contains("`" + Digest.text(leaf.hash(0)) + "`"));
        assertArrayEquals(header.root(), Merkle.root(List.of(leaf.hash(0))));
    }

    @Test
    void everyKindsLinesStandThereInTheirOrder() throws Exception {
        Map<String, String> forms = forms();
        Set<String> kinds = new TreeSet<>();
        for (Evidence each : evidence) {
            for (Witness witness : each.witnesses()) {
                String kind = witness.kinds().contains("BENEFIT_PAID") ? "BENEFIT_PAID" : witness.kinds().iterator().next();
                kinds.add("record=" + kind + ".1");
                List<String> documented = forms.getOrDefault("record=" + kind + ".1", "").lines().skip(1)
                        .map(line -> line.substring(0, line.indexOf('='))).toList();
                assertEquals(lines(witness), new ArrayList<>(new LinkedHashSet<>(documented)), kind);
            }
        }
        kinds.addAll(List.of("leaf=1", "record=ACCESS.1", "record=REFUSAL.1", "seal=1"));
        assertEquals(kinds, forms.keySet());
    }

    private List<String> lines(Witness witness) throws Exception {
        Field rows = RowWitness.class.getDeclaredField("rows");
        rows.setAccessible(true);
        try (Connection connection = database.asService();
                PreparedStatement query = connection.prepareStatement((String) rows.get(witness))) {
            ResultSetMetaData columns = query.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 5; i <= columns.getColumnCount(); i++) {
                if (!columns.getColumnLabel(i).startsWith("#")) {
                    names.add(columns.getColumnLabel(i));
                }
            }
            return names;
        }
    }
}
