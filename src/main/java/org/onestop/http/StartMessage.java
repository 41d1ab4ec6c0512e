package org.onestop.http;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/** Tells whoever starts the service where to find it. */
@ApplicationScoped
class StartMessage {

    private static final Logger LOG = Logger.getLogger(StartMessage.class);
    private static final String EVERY_ADDRESS = "0.0.0.0";

    void listening(@ObservesAsync HttpServerStart server) {
        if (server.options().getPort() < 1) {
            // A port that the system chose is known only afterwards; the framework's own line tells it.
            return;
        }
        String host = server.options().getHost();
        String base = "http://" + (EVERY_ADDRESS.equals(host) ? "localhost" : host) + ":" + server.options().getPort();
        LOG.infof("服务已就绪 ready: %s  接口文档 OpenAPI: %s/q/openapi  健康检查 health: %s/q/health", base, base, base);
    }
}
