package org.onestop.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.start.StartRefusedException;

/**
 * The client that registers all others: somebody must be first, and nobody is by default. Whoever holds the settings may
 * name another one later, such as when the first one's secret is lost.
 */
@ApplicationScoped
class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);

    /** After the sandbox, which brings one of its own. */
    private static final int AFTER_SANDBOX = Interceptor.Priority.PLATFORM_AFTER;

    static final int SHORTEST_SECRET = 32;

    private final Clients clients;
    private final Optional<String> clientId;
    private final Optional<String> secret;

    FirstAdmin(
            Clients clients,
            @ConfigProperty(name = "onestop.first-admin.client-id") Optional<String> clientId,
            @ConfigProperty(name = "onestop.first-admin.client-secret") Optional<String> secret) {
        this.clients = clients;
        this.clientId = clientId;
        this.secret = secret;
    }

    void register(@Observes @Priority(AFTER_SANDBOX) StartupEvent started) {
        if (clients.anyAdmin() && clientId.map(clients::isRegistered).orElse(true)) {
            return;
        }
        if (clientId.isEmpty() || secret.isEmpty()) {
            throw new StartRefusedException("尚无系统管理客户端,首次启动须设置ONESTOP_FIRST_ADMIN_CLIENT_ID和_CLIENT_SECRET。"
                    + " No system-admin client is registered yet; the first start needs"
                    + " ONESTOP_FIRST_ADMIN_CLIENT_ID and ONESTOP_FIRST_ADMIN_CLIENT_SECRET.");
        }
        if (secret.get().length() < SHORTEST_SECRET) {
            throw new StartRefusedException("ONESTOP_FIRST_ADMIN_CLIENT_SECRET至少" + SHORTEST_SECRET + "个字符。"
                    + " That secret needs at least " + SHORTEST_SECRET + " characters.");
        }
        clients.registerFirstAdmin(clientId.get(), secret.get());
        LOG.infof("已登记首个系统管理客户端 the first system-admin client is registered: %s", clientId.get());
    }
}
