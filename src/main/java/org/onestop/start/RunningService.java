package org.onestop.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** From the moment when everything has started: tells where to find it, and runs until the process is told to end. */
@ApplicationScoped
class RunningService implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(RunningService.class);

    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

    private final HttpServer server;
    private final Event<Ready> ready;
    private final boolean isClear;
    private final String host;

    RunningService(
            HttpServer server,
            Event<Ready> ready,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String insecure,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.server = server;
        this.ready = ready;
        this.isClear = !insecure.equalsIgnoreCase("disabled");
        this.host = host;
    }

    @Override
    public int run(String... args) {
        URI base = base();
        LOG.infof("服务已就绪 ready: %s  接口文档 OpenAPI: %s/q/openapi  健康检查 health: %s/q/health", base, base, base);
        ready.fire(new Ready(base));
        Quarkus.waitForExit();
        return 0;
    }

    /** The framework knows no address where nothing is served in the clear. */
    private URI base() {
        String reachable = EVERY_ADDRESS.contains(host) ? "localhost" : host;
        return isClear ? server.getLocalBaseUri() : URI.create("https://" + reachable + ":" + server.getSecurePort());
    }
}
