package org.onestop.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.start.Ready;

/** Shows a newcomer the first step. */
@ApplicationScoped
class SandboxWelcome {

    private static final Logger LOG = Logger.getLogger(SandboxWelcome.class);

    private final Optional<Boolean> wanted;

    SandboxWelcome(@ConfigProperty(name = "onestop.sandbox") Optional<Boolean> wanted) {
        this.wanted = wanted;
    }

    void ready(@Observes Ready service) {
        if (wanted.orElse(false)) {
            LOG.infof(
                    "下一步,在另一终端粘贴README.md开头的样例账单 next: paste the sample bill at the top of README.md"
                            + " into another terminal; 令牌 a token: curl -u his-H52020100001:sandbox-h52020100001"
                            + " -d grant_type=client_credentials %s/api/v1/token",
                    service.base());
        }
    }
}
