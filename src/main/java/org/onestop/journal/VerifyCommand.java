package org.onestop.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestop.start.Command;

/** Checks an exported bundle, on any machine that has the program: exit code 0 intact, 1 tampered with, 2 unreadable. */
public final class VerifyCommand implements Command {

    private static final int TAMPERED = 1;
    private static final int UNREADABLE = 2;
    private static final String KEYS = "--keys";
    private static final String EARLIER = "--earlier";
    private static final String SEAL_LINE = "{\"seal\":";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return "verify <文件 bundle> [" + KEYS + " <公钥 keys.json>] [" + EARLIER + " <早先的文件 earlier bundle>]"
                + "   离线核验封存文件 checks exported seals offline";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        Map<String, Path> files = files(arguments);
        if (files == null || !files.containsKey(name())) {
            out.println(usage());
            return UNREADABLE;
        }
        try {
            List<SealKey> keys = files.containsKey(KEYS) ? keys(files.get(KEYS)) : null;
            VerificationRun.Earlier earlier = files.containsKey(EARLIER) ? earlier(files.get(EARLIER)) : null;
            if (keys == null) {
                out.println("注意:未给出" + KEYS + ",只按文件自带的公钥核验,请与公布的公钥比对。Note: without " + KEYS
                        + " only the file's own keys are used; compare them with those made known.");
            }
            return tell(new BundleCheck(keys, earlier).check(files.get(name())), out);
        } catch (IOException | IllegalArgumentException e) {
            out.println("文件不可读 a file can't be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    /** @return null where the arguments make no sense */
    private Map<String, Path> files(List<String> arguments) {
        Map<String, Path> files = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String each = arguments.get(i);
            boolean isOption = each.equals(KEYS) || each.equals(EARLIER);
            if (isOption && i + 1 == arguments.size() || !isOption && each.startsWith("--")) {
                return null;
            }
            if (files.put(isOption ? each : name(), Path.of(isOption ? arguments.get(++i) : each)) != null) {
                return null;
            }
        }
        return files;
    }

    /** Keys as the service publishes them. */
    private static List<SealKey> keys(Path file) throws IOException {
        JsonNode items = new ObjectMapper().readTree(file.toFile()).path("items");
        List<Proofs.KeyView> keys = new ArrayList<>();
        for (JsonNode key : items) {
            keys.add(new Proofs.KeyView(
                    key.path("keyId").asText(),
                    key.path("algorithm").asText(),
                    key.path("publicKey").asText(),
                    key.path("firstHeight").asLong(),
                    key.path("lastHeight").isIntegralNumber() ? key.path("lastHeight").asLong() : null));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(file + ": items");
        }
        return BundleCheck.keys(keys);
    }

    /** The newest seal of a bundle that was exported before. */
    private static VerificationRun.Earlier earlier(Path file) throws IOException {
        VerificationRun.Earlier newest = null;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SEAL_LINE)) {
                    SealHeader header = BundleLine.read(line).seal().seal().header();
                    newest = new VerificationRun.Earlier(header.height(), header.digest());
                }
            }
        }
        if (newest == null) {
            throw new IllegalArgumentException(file + ": seal");
        }
        return newest;
    }

    private static int tell(BundleCheck.Result result, PrintStream out) {
        for (Finds.Find find : result.finds().fresh()) {
            String height = find.height() == null ? "" : " 高度 height " + find.height();
            String position = find.position() == null ? "" : " 位置 position " + find.position();
            out.println(find.kind() + " " + find.kind().text() + ": " + find.table() + " " + find.row() + height + position
                    + " (" + find.detail() + ")");
        }
        String read = "印章 seals " + result.seals() + ",记录 records " + result.records();
        if (result.newest() != null) {
            read += ",最新 newest: " + result.newest().header().height() + " "
                    + Digest.text(result.newest().header().digest());
        }
        if (result.finds().count() == 0) {
            out.println("完好 INTACT: " + read);
            return 0;
        }
        out.println("被改动 TAMPERED: " + result.finds().count() + " 处 findings; " + read);
        return TAMPERED;
    }
}
