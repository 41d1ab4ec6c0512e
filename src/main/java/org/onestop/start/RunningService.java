package org.onestop.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import org.jboss.logging.Logger;

/** From the moment when everything has started: tells where to find it, and runs until the process is told to end. */
@ApplicationScoped
class RunningService implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(RunningService.class);

    private final HttpServer server;
    private final Event<Ready> ready;

    RunningService(HttpServer server, Event<Ready> ready) {
        this.server = server;
        this.ready = ready;
    }

    @Override
    public int run(String... args) {
        URI base = server.getLocalBaseUri();
        LOG.infof("服务已就绪 ready: %s  接口文档 OpenAPI: %s/q/openapi  健康检查 health: %s/q/health", base, base, base);
        ready.fire(new Ready(base));
        Quarkus.waitForExit();
        return 0;
    }
}
