package org.onestop.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onestop.journal.Digest;
import org.onestop.start.StartRefusedException;

/** The rules with their numbers in force: those in the program, or those of a file, which replaces them wholly. */
@ApplicationScoped
class RuleBook {

    static final String PACKAGED = "/audit/rules.yaml";

    private final Map<AuditRule, RuleEntry> entries;

    /** @param file absolute or relative to the working directory */
    RuleBook(@ConfigProperty(name = "onestop.audit.rules") Optional<Path> file) {
        this.entries = read(file);
    }

    /** Made when the service starts, so that a faulty file refuses the start. */
    void beReady(@Observes StartupEvent started) {}

    private static Map<AuditRule, RuleEntry> read(Optional<Path> file) {
        String name = file.map(Path::toString).orElse(PACKAGED);
        List<String> faults = new ArrayList<>();
        Map<AuditRule, RuleEntry> read = RuleFile.read(text(file, name), faults);
        if (!faults.isEmpty()) {
            throw new StartRefusedException("审计规则文件有误 / the file of the audit's rules is faulty: " + name + "\n  "
                    + String.join("\n  ", faults));
        }
        return read;
    }

    private static String text(Optional<Path> file, String name) {
        try (InputStream packaged = RuleBook.class.getResourceAsStream(PACKAGED)) {
            byte[] bytes = file.isPresent() ? Files.readAllBytes(file.get()) : packaged.readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            if (file.isPresent()) {
                throw new StartRefusedException("无法读取 cannot be read: " + name);
            }
            throw new UncheckedIOException(e);
        }
    }

    /** All rules, in their order. */
    List<RuleEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** What the rules that are switched on find. */
    List<RuleHit> look(RuleFacts facts) {
        List<RuleHit> hits = new ArrayList<>();
        for (RuleEntry entry : entries.values()) {
            if (entry.enabled()) {
                hits.addAll(entry.rule().look(facts, entry.thresholds()));
            }
        }
        return hits;
    }

    RuleEntry entry(AuditRule rule) {
        return entries.get(rule);
    }

    /** Digest of all rules with their numbers: once it is another, everything is looked at again. */
    byte[] version() {
        StringBuilder all = new StringBuilder("rules=RULES.1\n");
        entries.values().forEach(entry -> all.append(entry.enabled() ? "on " : "off ")
                .append(HexFormat.of().formatHex(entry.version()))
                .append('\n'));
        return Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
