package org.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.journal.Digest;

/**
 * A finding of a rule or by hand, as it is written.
 *
 * @param settlement   what it is about, or the last of several; null where it is about none
 * @param person       null where it is not about one
 * @param fileNo       of a household; null where it is not about one as such
 * @param hospitalCode of a hospital; null where it is not about one as such
 * @param hit          what a rule says; null by hand
 * @param settlements  all that it is about, in the order of their ids; not null
 */
record Observation(
        UUID id,
        UUID settlement,
        UUID person,
        String fileNo,
        String hospitalCode,
        Hit hit,
        List<SettledAt> settlements,
        OffsetDateTime foundAt) {

    /** A settlement and where it was made. */
    record SettledAt(UUID settlement, String hospitalCode) {}

    /**
     * What a rule says.
     *
     * @param rule    its name
     * @param version digest of the rule and its thresholds
     * @param key     digest of what was hit
     * @param figures JSON
     */
    record Hit(String rule, byte[] version, byte[] key, String figures, String textZh, String textEn) {}

    FindingKind kind() {
        return hit == null ? FindingKind.MANUAL : FindingKind.RULE;
    }

    /**
     * The digest in the journal: SHA-256 over lines of {@code name=value}, in this order, each ended by a line feed, UTF-8;
     * a value that is not there is empty. Texts enter as digests of their own; what was written by hand stands in the first
     * event.
     */
    byte[] recordDigest() {
        return Digest.sha256(bytes("record=OBSERVATION.1"
                + "\nid=" + id
                + "\nkind=" + kind()
                + "\nsettlementId=" + text(settlement)
                + "\npersonId=" + text(person)
                + "\nfileNo=" + text(fileNo)
                + "\nhospitalCode=" + text(hospitalCode)
                + "\nrule=" + (hit == null ? "" : hit.rule())
                + "\nruleVersion=" + (hit == null ? "" : Digest.text(hit.version()))
                + "\nhitKey=" + (hit == null ? "" : Digest.text(hit.key()))
                + "\nfigures=" + (hit == null ? "" : digest(hit.figures()))
                + "\ntextZh=" + (hit == null ? "" : digest(hit.textZh()))
                + "\ntextEn=" + (hit == null ? "" : digest(hit.textEn()))
                + "\nsettlements="
                + settlements.stream().map(each -> each.settlement().toString()).collect(Collectors.joining(","))
                + "\nfoundAt=" + foundAt.toInstant()
                + "\n"));
    }

    private static String digest(String text) {
        return Digest.text(Digest.sha256(bytes(text)));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
