package org.onestop.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Queries;
import org.onestop.journal.Proofs;

/** Proofs that records are sealed. */
@Path("/api/v1/audit/records")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class RecordProofResource {

    private final Proofs proofs;
    private final Callers callers;
    private final AccessLog log;

    @Context
    UriInfo uri;

    RecordProofResource(Proofs proofs, Callers callers, AccessLog log) {
        this.proofs = proofs;
        this.callers = callers;
        this.log = log;
    }

    /** What a record is of may be one person's settlement: the look is recorded, after it is known that there is one. */
    @GET
    @Path("{id}/proof")
    @Operation(operationId = "proveRecord", summary = "一条记录的封存证明 Proof that a record is sealed")
    public Proofs.Inclusion proof(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        Caller caller = callers.current();
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        Proofs.Inclusion proof = proofs.inclusion(id);
        log.append(caller, new AccessLog.Look("PROVE_RECORD", null, null, id));
        return proof;
    }
}
