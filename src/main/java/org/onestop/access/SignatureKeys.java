package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** What becomes of a client's signing keys: registered, exchanged for others, ended. */
@ApplicationScoped
public class SignatureKeys {

    private static final int MOST = 2;
    private static final int SHORTEST = 32;
    private static final int LONGEST = 64;

    private final SignatureKeyRows rows;
    private final ClientRepository clients;
    private final SignatureKeyVault vault;
    private final BusinessClock clock;
    private final Event<Changed> changed;

    SignatureKeys(
            SignatureKeyRows rows,
            ClientRepository clients,
            SignatureKeyVault vault,
            BusinessClock clock,
            Event<Changed> changed) {
        this.rows = rows;
        this.clients = clients;
        this.vault = vault;
        this.clock = clock;
        this.changed = changed;
    }

    /** Said inside the transaction in which some client's keys become others. */
    record Changed() {}

    /**
     * A key to register.
     *
     * @param key      a secret of 32 to 64 bytes, or a SubjectPublicKeyInfo on SM2's curve
     * @param form     null for a secret, like {@code signerId}
     * @param signerId visible ASCII characters
     */
    public record Registration(SignatureAlgorithm algorithm, byte[] key, SignatureForm form, String signerId) {}

    /**
     * Registers a key. From then on the client has to sign whatever it asks for.
     *
     * @throws org.onestop.refusal.RefusedException forbidden for the caller's own client, which a wrong key would lock out;
     *     client-not-found, client-retired, key-unusable, keys-exhausted
     */
    @Transactional
    public SignatureKeyView register(Caller caller, String clientId, Registration registration) {
        clients.requireOther(caller, clientId);
        clients.requireStanding(clientId);
        requireUsable(registration);
        clients.hold(clientId);
        if (rows.of(clientId).stream().filter(SignatureKeyRows.Row::isValid).count() >= MOST) {
            throw Refusal.of(RefusalCode.KEYS_EXHAUSTED).asException();
        }
        boolean isSecret = registration.algorithm() == SignatureAlgorithm.HMAC_SHA256;
        UUID keyId = RecordIds.next(clock.now().toInstant().toEpochMilli());
        rows.add(new SignatureKeyRows.Row(
                keyId,
                clientId,
                registration.algorithm(),
                isSecret ? vault.seal(keyId, registration.key()) : null,
                isSecret ? vault.name() : null,
                isSecret ? null : registration.key(),
                registration.form(),
                registration.signerId(),
                caller.subject(),
                clock.now(),
                null,
                null));
        changed.fire(new Changed());
        return view(clientId, keyId);
    }

    /**
     * Ends a key at once; one that has ended already stays as it is. A client without a valid key need not sign.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, client-not-found, signing-key-not-found
     */
    @Transactional
    public SignatureKeyView end(Caller caller, String clientId, UUID keyId) {
        clients.requireOther(caller, clientId);
        clients.hold(clientId);
        if (view(clientId, keyId).endedAt() == null) {
            rows.end(keyId, caller.subject(), clock.now());
            changed.fire(new Changed());
        }
        return view(clientId, keyId);
    }

    /**
     * All keys of a client, in the order in which they came.
     *
     * @throws org.onestop.refusal.RefusedException client-not-found
     */
    @Transactional
    public List<SignatureKeyView> list(String clientId) {
        clients.require(clientId);
        return rows.of(clientId).stream().map(SignatureKeys::view).toList();
    }

    private static void requireUsable(Registration registration) {
        int length = registration.key().length;
        boolean isUsable =
                switch (registration.algorithm()) {
                    case HMAC_SHA256 -> length >= SHORTEST && length <= LONGEST;
                    case SM2_SM3 -> SignatureKey.Sm2.point(registration.key()).isPresent();
                };
        if (!isUsable) {
            throw Refusal.of(RefusalCode.KEY_UNUSABLE, FieldFault.of("/key", FieldFault.Code.OUT_OF_RANGE)).asException();
        }
    }

    private SignatureKeyView view(String clientId, UUID keyId) {
        return rows.of(clientId).stream()
                .filter(row -> row.keyId().equals(keyId))
                .map(SignatureKeys::view)
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.SIGNING_KEY_NOT_FOUND).asException());
    }

    private static SignatureKeyView view(SignatureKeyRows.Row row) {
        return new SignatureKeyView(
                row.keyId(),
                row.algorithm(),
                row.publicKey() == null ? null : Base64.getEncoder().encodeToString(row.publicKey()),
                row.form(),
                row.signerId(),
                row.registeredBy(),
                row.registeredAt(),
                row.endedBy(),
                row.endedAt());
    }
}
