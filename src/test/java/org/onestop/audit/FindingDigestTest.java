package org.onestop.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.journal.Changes;
import org.onestop.journal.Digest;

/** The canonical forms are those of src/docs/findings.md: each digest here was made by sha256sum from the lines it names. */
class FindingDigestTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-25T10:15:30.123+08:00");

    private static UUID id(int n) {
        return UUID.fromString("0197a1c2-0000-7000-8000-00000000000" + n);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void aFindingByHand() {
        Observation found = new Observation(id(1), id(2), id(3), null, null, null, List.of(at(2)), AT);
        assertEquals("b922754e7df100f036f923e2c377389240cdbe09db2a14071af6dec91f8c198c", hex(found.recordDigest()));
    }

    @Test
    void aFindingOfARule() {
        Observation.Hit hit = new Observation.Hit(
                "AFTER_DEATH", Digest.sha256(bytes("r")), Digest.sha256(bytes("k")), "{}", "死", "dead");
        Observation found = new Observation(id(1), id(2), null, null, null, hit, List.of(at(2), at(4)), AT);
        assertEquals("af0421a8d1cad8e164258b09df01a27bb3b2dd47a465ffa3e6bdb0d2e70e9b7c", hex(found.recordDigest()));
    }

    private static Observation.SettledAt at(int n) {
        return new Observation.SettledAt(id(n), "H1");
    }

    @Test
    void anEvent() {
        FindingEvent.Entry entry = new FindingEvent.Entry(
                FindingEvent.Kind.CLOSED, "known to nobody", null, null, FindingOutcome.REMEDIED, null);
        FindingEvent event = new FindingEvent(id(5), id(1), 3, FindingState.CLOSED, "auditor-2", bytes("sealed"), entry,
                new Changes.Author("office", "auditor-1"), AT);
        assertEquals("d772357a9b641836bbc1b9f33662f6fa82096fda569bf3513e40f7e65fc034da", hex(event.recordDigest()));
    }

    @Test
    void whatMakesAHitTheSameAndWhatARuleWentBy() {
        RuleHit hit = new RuleHit(AuditRule.AFTER_DEATH, List.of(id(1)), List.of("a", "b"), Map.of());
        assertEquals("716d5f4db54cb7dbdf81ef560edc9abcff4a31627c42b254d0ec0c6fe07c415a", hex(hit.key()));
        assertEquals("9f0c54bbb267a33ab21c49659da894739bfcecc5cb46fd6a5535d21396b768bf",
                hex(new RuleBook(Optional.empty()).entry(AuditRule.AFTER_DEATH).version()));
    }
}
