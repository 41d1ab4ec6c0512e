package org.onestop.access;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks whoever connects for a certificate, where the service speaks TLS and has been told whose certificates to trust.
 * Nobody need have one. The framework's own switch is fixed when the service is built, and would take the certificate for
 * the caller in the place of the token.
 */
@ApplicationScoped
class CertificateRequest implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (options.getTrustOptions() != null) {
            options.setClientAuth(ClientAuth.REQUEST);
        }
    }
}
