package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onestop.time.BusinessClock;

/**
 * The machines that may call. Their secrets are long and random, so a salted digest keeps them as safe as a slow hash
 * would, and a hospital that fetches a token waits for nothing.
 */
@ApplicationScoped
public class Clients {

    private static final int SALT_BYTES = 16;

    /** As the table has it: what can't be a client's name is not even looked for. */
    private static final Pattern CLIENT_ID = Pattern.compile("[!-~]{1,64}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientRepository clients;
    private final BusinessClock clock;

    Clients(ClientRepository clients, BusinessClock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * A client to register.
     *
     * @param hospitalCode null unless the role is {@code HOSPITAL}
     * @param level        null unless the role is {@code REGISTRAR}, like {@code area}
     * @param department   null unless the level is COUNTY
     */
    public record Registration(
            String clientId, Role role, String hospitalCode, String level, String department, String area) {}

    /** Registers a client of the sandbox, whose secret anybody may know, unless it is registered already. */
    @Transactional
    public void registerForSandbox(Registration registration, String secret) {
        if (clients.findByIdOptional(registration.clientId()).isEmpty()) {
            register(registration, secret, true, null);
        }
    }

    /** Registers the client that registers all others. */
    @Transactional
    void registerFirstAdmin(String clientId, String secret) {
        register(new Registration(clientId, Role.SYSTEM_ADMIN, null, null, null, null), secret, false, null);
    }

    /** Whether any client may administer the system. */
    @Transactional
    boolean anyAdmin() {
        return clients.anyOf(Role.SYSTEM_ADMIN);
    }

    @Transactional
    boolean isRegistered(String clientId) {
        return clients.findByIdOptional(clientId).isPresent();
    }

    /** @param by null where it comes with the sandbox, or first of all */
    void register(Registration registration, String secret, boolean sandbox, String by) {
        ClientEntity client = new ClientEntity();
        client.clientId = registration.clientId();
        client.role = registration.role().group();
        client.hospitalCode = registration.hospitalCode();
        client.level = registration.level();
        client.department = registration.department();
        client.area = registration.area();
        client.sandbox = sandbox;
        client.createdAt = clock.now();
        client.registeredBy = by;
        clients.persist(client);
        addSecret(client, secret, by);
    }

    /** @param by null where it comes with the sandbox, or first of all */
    void addSecret(ClientEntity client, String secret, String by) {
        ClientSecretEntity stored = new ClientSecretEntity();
        stored.clientId = client.clientId;
        stored.salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(stored.salt);
        stored.hash = ClientSecretEntity.hash(stored.salt, secret);
        stored.secretId = UUID.randomUUID();
        stored.createdAt = clock.now();
        stored.createdBy = by;
        clients.getEntityManager().persist(stored);
    }

    /** Whether any client is one of the sandbox's. */
    @Transactional
    public boolean anyOfSandbox() {
        return clients.anySandbox();
    }

    /** The client that a secret belongs to; empty where there is none or the secret is not its. */
    @Transactional
    Optional<ClientEntity> authenticate(String clientId, String secret) {
        if (!CLIENT_ID.matcher(clientId).matches()) {
            return Optional.empty();
        }
        boolean known = false;
        OffsetDateTime now = clock.now();
        for (ClientSecretEntity stored : clients.secrets(clientId)) {
            known |= stored.matches(secret) && stored.isValid(now);
        }
        return known && clients.retirement(clientId) == null ? clients.findByIdOptional(clientId) : Optional.empty();
    }
}
