package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/**
 * What becomes of a client: registered, given another secret, retired. A secret is the caller's to make and is kept as a
 * salted digest alone: an answer that bore it would be kept for ever, to be given again.
 */
@ApplicationScoped
public class ClientCourse {

    private static final int MOST_SECRETS = 2;

    /** Below the alphabet of hexadecimal digits, above that of a word said again and again. */
    private static final int FEWEST_DIFFERENT = 8;

    private static final String SANDBOX_SECRET = "sandbox-";

    private final Clients clients;
    private final ClientRepository rows;
    private final BusinessClock clock;

    ClientCourse(Clients clients, ClientRepository rows, BusinessClock clock) {
        this.clients = clients;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Registers a client.
     *
     * @param secret 32 characters or more
     * @throws org.onestop.refusal.RefusedException secret-weak, client-exists
     */
    @Transactional
    public ClientView register(Caller caller, Clients.Registration registration, String secret) {
        refuseWeak(secret);
        rows.hold(registration.clientId());
        if (rows.findByIdOptional(registration.clientId()).isPresent()) {
            throw Refusal.of(RefusalCode.CLIENT_EXISTS).asException();
        }
        clients.register(registration, secret, false, caller.subject());
        return view(registration.clientId());
    }

    /**
     * Gives a client a second secret beside the one it has.
     *
     * @param overlap how long the other one stays valid; null for until it is ended
     * @throws org.onestop.refusal.RefusedException client-not-found, client-retired, secret-weak, secrets-exhausted
     */
    @Transactional
    public ClientView addSecret(Caller caller, String clientId, String secret, Duration overlap) {
        ClientEntity client = standing(clientId);
        refuseWeak(secret);
        OffsetDateTime now = clock.now();
        List<ClientSecretEntity> valid =
                rows.secrets(clientId).stream().filter(each -> each.isValid(now)).toList();
        if (valid.size() >= MOST_SECRETS || valid.stream().anyMatch(each -> each.matches(secret))) {
            throw Refusal.of(RefusalCode.SECRETS_EXHAUSTED).asException();
        }
        clients.addSecret(client, secret, caller.subject());
        if (overlap != null) {
            valid.forEach(each -> each.endBy(now.plus(overlap)));
        }
        return view(clientId);
    }

    /**
     * Ends a secret at once; one that has ended already stays as it is.
     *
     * @throws org.onestop.refusal.RefusedException client-not-found, client-retired, secret-not-found, last-secret where
     *     it is the only valid one (a client that shall get no tokens is retired)
     */
    @Transactional
    public ClientView endSecret(String clientId, UUID secret) {
        standing(clientId);
        OffsetDateTime now = clock.now();
        List<ClientSecretEntity> all = rows.secrets(clientId);
        ClientSecretEntity ended = all.stream()
                .filter(each -> each.secretId.equals(secret))
                .findFirst()
                .orElseThrow(() -> Refusal.of(RefusalCode.SECRET_NOT_FOUND).asException());
        boolean isOther = all.stream().anyMatch(each -> each != ended && each.isValid(now));
        if (ended.isValid(now) && !isOther) {
            throw Refusal.of(RefusalCode.LAST_SECRET).asException();
        }
        ended.endBy(now);
        return view(clientId);
    }

    /**
     * Lets a client get no tokens any more. Those that it has run out by themselves.
     *
     * @throws org.onestop.refusal.RefusedException client-not-found, client-retired, last-admin
     */
    @Transactional
    public ClientView retire(Caller caller, String clientId, String reason) {
        ClientEntity client = standing(clientId);
        if (client.role.equals(Role.SYSTEM_ADMIN.group())) {
            rows.hold("admins");
            if (rows.standingAdmins() == 1) {
                throw Refusal.of(RefusalCode.LAST_ADMIN).asException();
            }
        }
        ClientRetirementEntity retired = new ClientRetirementEntity();
        retired.clientId = clientId;
        retired.reason = reason;
        retired.retiredBy = caller.subject();
        retired.retiredAt = clock.now();
        entities().persist(retired);
        return view(clientId);
    }

    /** @throws org.onestop.refusal.RefusedException client-not-found */
    @Transactional
    public ClientView read(String clientId) {
        if (rows.findByIdOptional(clientId).isEmpty()) {
            throw Refusal.of(RefusalCode.CLIENT_NOT_FOUND).asException();
        }
        return view(clientId);
    }

    /**
     * Clients in the order of their names.
     *
     * @param role  null for all
     * @param after where the page before ended; empty for the first
     */
    @Transactional
    public List<ClientView> page(Role role, String after, int limit) {
        return rows.page(role, after, limit).stream()
                .map(client -> view(client.clientId))
                .toList();
    }

    /** A client that may get tokens, which nobody else changes until the transaction ends. */
    private ClientEntity standing(String clientId) {
        rows.hold(clientId);
        ClientEntity client = rows.findByIdOptional(clientId)
                .orElseThrow(() -> Refusal.of(RefusalCode.CLIENT_NOT_FOUND).asException());
        if (rows.retirement(clientId) != null) {
            throw Refusal.of(RefusalCode.CLIENT_RETIRED).asException();
        }
        return client;
    }

    private static void refuseWeak(String secret) {
        boolean isVisible = secret.chars().allMatch(each -> each > ' ' && each <= '~');
        if (!isVisible
                || secret.length() < FirstAdmin.SHORTEST_SECRET
                || secret.chars().distinct().count() < FEWEST_DIFFERENT
                || secret.startsWith(SANDBOX_SECRET)) {
            throw Refusal.of(RefusalCode.SECRET_WEAK, FieldFault.of("/secret", FieldFault.Code.OUT_OF_RANGE))
                    .asException();
        }
    }

    private ClientView view(String clientId) {
        entities().flush();
        return ClientView.of(
                rows.findById(clientId), rows.retirement(clientId), rows.secrets(clientId), clock.now());
    }

    private EntityManager entities() {
        return rows.getEntityManager();
    }
}
