package org.onestop.sandbox;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Shows a newcomer the first step. */
@ApplicationScoped
class SandboxWelcome {

    private static final Logger LOG = Logger.getLogger(SandboxWelcome.class);

    private final Optional<Boolean> wanted;

    SandboxWelcome(@ConfigProperty(name = "onestop.sandbox") Optional<Boolean> wanted) {
        this.wanted = wanted;
    }

    void listening(@ObservesAsync HttpServerStart server) {
        if (wanted.orElse(false) && server.options().getPort() > 0) {
            LOG.infof(
                    "下一步 next: 按README提交一张样例账单 send a sample bill as README.md shows; 令牌 token: "
                            + "curl -u his-H52020100001:sandbox-h52020100001 -d grant_type=client_credentials"
                            + " http://%s:%d/api/v1/token",
                    "0.0.0.0".equals(server.options().getHost()) ? "localhost" : server.options().getHost(),
                    server.options().getPort());
        }
    }
}
