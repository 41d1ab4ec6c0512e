package org.onestop.journal;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onestop.start.StartRefusedException;

/**
 * The key that signs seals, and the public keys of those that did before. Which keys count is said by the settings alone: a
 * key that stood in the database, whoever can write there could exchange.
 */
@ApplicationScoped
public class SealKeys {

    private static final String KEY = "ONESTOP_SEAL_KEY";
    private static final String FORMER = "ONESTOP_SEAL_FORMER_KEYS";
    private static final String IN_FILE = "file:";

    /** A public key in Base64 and the last height that it signed. */
    private static final Pattern FORMER_KEY = Pattern.compile("([A-Za-z0-9+/]{43}=):([0-9]{1,18})");

    private final KeyPair pair;
    private final List<SealKey> keys = new ArrayList<>();

    /**
     * Reads the keys.
     *
     * @param key    32 bytes in Base64, or {@code file:} and the path of a file that holds that
     * @param former public keys of before, oldest first, each 32 bytes in Base64, a colon and the last height that it
     *     signed; separated by commas or lines; or {@code file:} and a path
     * @throws StartRefusedException naming the setting that can't be read
     */
    SealKeys(
            @ConfigProperty(name = "onestop.seal.key") String key,
            @ConfigProperty(name = "onestop.seal.former-keys") Optional<String> former) {
        this.pair = Ed25519.pair(secret(key));
        long from = 0;
        for (String each : former.map(text -> content(FORMER, text)).orElse("").split("[,\\s]+")) {
            if (!each.isEmpty()) {
                SealKey read = formerKey(each, from);
                keys.add(read);
                from = read.to() + 1;
            }
        }
        keys.add(SealKey.of(Ed25519.raw(pair.getPublic()), from, null));
    }

    /** Keys that can't be read end the start, not the first seal. */
    void started(@Observes StartupEvent event) {
        current();
    }

    private static byte[] secret(String text) {
        try {
            byte[] secret = Base64.getDecoder().decode(content(KEY, text).strip());
            if (secret.length == Ed25519.KEY_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(KEY, "32字节Base64 32 bytes in Base64");
        }
        throw unreadable(KEY, "32字节Base64 32 bytes in Base64");
    }

    private static SealKey formerKey(String text, long from) {
        Matcher form = FORMER_KEY.matcher(text);
        if (form.matches() && Long.parseLong(form.group(2)) >= from) {
            return SealKey.of(Base64.getDecoder().decode(form.group(1)), from, Long.parseLong(form.group(2)));
        }
        throw unreadable(FORMER, "公钥Base64:最后高度,由旧到新 public key in Base64:last height, oldest first");
    }

    private static String content(String setting, String text) {
        if (!text.startsWith(IN_FILE)) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring(IN_FILE.length())));
        } catch (IOException e) {
            throw unreadable(setting, "文件不可读 no readable file");
        }
    }

    private static StartRefusedException unreadable(String setting, String wanted) {
        return new StartRefusedException(setting + "不可读 can't be read: " + wanted);
    }

    /** Every key in the order in which they signed; the last is in use. */
    List<SealKey> all() {
        return List.copyOf(keys);
    }

    /** The key in use. */
    SealKey current() {
        return keys.get(keys.size() - 1);
    }

    Optional<SealKey> find(String keyId) {
        return keys.stream().filter(each -> each.keyId().equals(keyId)).findFirst();
    }

    /**
     * Seals a header.
     *
     * @throws IllegalStateException where it is not yet this key's turn
     */
    Seal sign(SealHeader header) {
        if (!current().covers(header.height())) {
            throw new IllegalStateException("the former key signs through height " + (current().from() - 1)
                    + " according to " + FORMER + ", and the next height is " + header.height());
        }
        return new Seal(header, header.digest(), Ed25519.sign(pair.getPrivate(), header.bytes()));
    }

    /** What is wrong with a seal's signature; empty where nothing is. */
    Optional<SealFault> fault(Seal seal) {
        return SealFault.of(all(), seal);
    }
}
