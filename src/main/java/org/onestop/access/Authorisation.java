package org.onestop.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.onestop.http.Language;
import org.onestop.http.Problem;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Lets an operation be called by the roles that {@link OperationRoles} has for it and by nobody else. An operation that
 * stands nowhere is not even begun. One that does reads the form of its request first, since "what is this" comes before
 * "may you"; whoever asks {@link Callers} then who calls is told of a caller that may.
 */
@Singleton
class Authorisation {

    private static final String PRESENT = "roles of the operation";

    private final OperationRoles table = OperationRoles.shipped();
    private final CurrentVertxRequest current;

    Authorisation(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter
    Response begin(ResourceInfo resource, HttpHeaders headers) {
        Operation operation = resource.getResourceMethod().getAnnotation(Operation.class);
        Set<Role> roles = operation == null ? Set.of() : table.of(operation.operationId());
        if (roles.isEmpty()) {
            return Problem.response(Refusal.of(RefusalCode.FORBIDDEN), Language.of(headers));
        }
        current.getCurrent().put(PRESENT, roles);
        return null;
    }

    /**
     * Refuses a caller that has none of the roles of the present request's operation, or what its roles are bound to is
     * missing in all of them.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, or binding-missing
     */
    void require(Caller caller) {
        Set<Role> roles = current.getCurrent().get(PRESENT);
        Role unbound = null;
        for (Role role : roles == null ? Set.<Role>of() : roles) {
            if (caller.is(role)) {
                if (caller.missingClaim(role) == null) {
                    return;
                }
                unbound = role;
            }
        }
        throw unbound == null ? Refusal.of(RefusalCode.FORBIDDEN).asException() : caller.bindingMissing(unbound);
    }
}
