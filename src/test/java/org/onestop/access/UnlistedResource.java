package org.onestop.access;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Operations as somebody might add them who forgets who may call them. */
@Path("/test/unlisted")
class UnlistedResource {

    private static final String SECRET = "nobody was to see this";

    @GET
    @Path("unannotated")
    public String unannotated() {
        return SECRET;
    }

    @GET
    @Path("unnamed")
    @Authenticated
    public String unnamed() {
        return SECRET;
    }

    @GET
    @Path("named")
    @Authenticated
    @Operation(operationId = "standsNowhere")
    public String named() {
        return SECRET;
    }
}
