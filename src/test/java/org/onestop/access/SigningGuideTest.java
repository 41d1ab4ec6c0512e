package org.onestop.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestop.Markdown;

/** The shell of src/docs/signing.md, run as a reader pastes it: OpenSSL signs, and the service takes it. */
@QuarkusTest
class SigningGuideTest {

    @TestHTTPResource
    URL service;

    @TempDir
    Path directory;

    @Test
    void theGuidesShellWorks() throws Exception {
        assumeTrue(run("openssl version").startsWith("OpenSSL 3"), "OpenSSL 3 is not here");
        String script = Markdown.document("signing.md").blocks().stream()
                .filter(block -> block.info().equals("sh"))
                .map(Markdown.Block::content)
                .collect(Collectors.joining("\n"));
        String base = service.toString().replaceAll("/$", "");
        String said = run(script.replace("http://localhost:8080", base));
        List<String> lines = said.lines().toList();
        assertEquals("{\"items\":[]}", lines.get(0), said);
        assertTrue(lines.get(1).startsWith("{\"onDate\":\"2019-03-12\""), said);
        assertTrue(lines.get(2).contains("\"state\":\"FENCED\""), said);
        assertTrue(lines.get(lines.size() - 1).contains("\"endedAt\""), said);
        // What the SM2 pair signs there verifies here.
        byte[] text = Files.readAllBytes(directory.resolve("sm2.pem"));
        String signature = run(script.substring(script.indexOf("sm2()"), script.indexOf("}", script.indexOf("sm2()")) + 1)
                + "\nsm2 < sm2.pem");
        String key = lines.stream().filter(line -> line.startsWith("MFkw")).findFirst().orElseThrow(() -> new AssertionError(said));
        SignatureKey sm2 = new SignatureKey.Sm2(
                java.util.UUID.randomUUID(),
                SignatureKey.Sm2.point(java.util.Base64.getDecoder().decode(key.substring(0, 124))).orElseThrow(),
                SignatureForm.DER,
                "1234567812345678");
        assertTrue(sm2.verifies(text, java.util.Base64.getDecoder().decode(signature.strip())), signature);
    }

    private String run(String script) throws IOException, InterruptedException {
        Process bash;
        try {
            bash = new ProcessBuilder("bash", "-c", script).directory(directory.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "";
        }
        String said = new String(bash.getInputStream().readAllBytes());
        assertTrue(bash.waitFor(1, TimeUnit.MINUTES));
        return said;
    }
}
