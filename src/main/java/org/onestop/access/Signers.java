package org.onestop.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.interceptor.Interceptor;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Which clients have to sign, and their keys, kept in memory as a whole: those who need not sign cost no question to the
 * database. What another instance registers is known here within ten seconds; what has ended is found out at once, when the
 * signature's nonce is written down.
 */
@ApplicationScoped
class Signers {

    private static final Logger LOG = Logger.getLogger(Signers.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** After the sandbox, before anybody is let in. */
    private static final int AFTER_SANDBOX = Interceptor.Priority.PLATFORM_AFTER;

    private final SignatureKeyRows rows;
    private final SignatureKeyVault vault;
    private final SignatureNonces nonces;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread reading = new Thread(work, "signing-keys");
        reading.setDaemon(true);
        return reading;
    });
    private final Set<UUID> sealed = new HashSet<>();
    private volatile Map<String, Map<UUID, SignatureKey>> known = Map.of();

    Signers(SignatureKeyRows rows, SignatureKeyVault vault, SignatureNonces nonces) {
        this.rows = rows;
        this.vault = vault;
        this.nonces = nonces;
    }

    /** Read before the first request: nobody who has to sign gets in unsigned. */
    void started(@Observes @Priority(AFTER_SANDBOX) StartupEvent event) {
        read();
        long millis = REMEMBERED.toMillis();
        thread.scheduleWithFixedDelay(this::renew, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stopped(@Observes ShutdownEvent event) {
        thread.shutdown();
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) SignatureKeys.Changed event) {
        thread.execute(this::renew);
    }

    boolean has(String clientId) {
        return known.containsKey(clientId);
    }

    Optional<SignatureKey> key(String clientId, UUID keyId) {
        return Optional.ofNullable(known.getOrDefault(clientId, Map.of()).get(keyId));
    }

    /** Where the database is away, what was known stays known. */
    private void renew() {
        try {
            read();
            nonces.forgetOld();
        } catch (RuntimeException e) {
            LOG.warnf("signing keys could not be read anew: %s", e.getMessage());
        }
    }

    private synchronized void read() {
        Map<String, Map<UUID, SignatureKey>> found = new HashMap<>();
        for (SignatureKeyRows.Row row : rows.valid()) {
            Map<UUID, SignatureKey> keys = found.computeIfAbsent(row.clientId(), first -> new HashMap<>());
            opened(row).ifPresent(key -> keys.put(key.id(), key));
        }
        known = found;
    }

    /** Empty where it can't be used any more: its client is refused then, and doesn't get in unsigned. */
    private Optional<SignatureKey> opened(SignatureKeyRows.Row row) {
        try {
            return switch (row.algorithm()) {
                case HMAC_SHA256 -> Optional.of(
                        new SignatureKey.Hmac(
                                row.keyId(), vault.open(row.keyId(), row.sealedKey(), row.sealedUnder())));
                case SM2_SM3 -> SignatureKey.Sm2.point(row.publicKey())
                        .map(point -> new SignatureKey.Sm2(row.keyId(), point, row.form(), row.signerId()));
            };
        } catch (GeneralSecurityException e) {
            if (sealed.add(row.keyId())) {
                LOG.errorf("the signing key %s of client %s, sealed under %s, does not open: it has to be exchanged",
                        row.keyId(), row.clientId(), row.sealedUnder());
            }
            return Optional.empty();
        }
    }
}
