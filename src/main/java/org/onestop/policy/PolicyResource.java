package org.onestop.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Queries;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Which numbers of the law are in force, where each comes from and how sure it is. */
@Path("/api/v1/policies")
@Tag(name = "policy")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class PolicyResource {

    private final PolicyBook policies;
    private final BusinessClock clock;
    private final Callers callers;

    @Context
    UriInfo uri;

    PolicyResource(PolicyBook policies, BusinessClock clock, Callers callers) {
        this.policies = policies;
        this.clock = clock;
        this.callers = callers;
    }

    /**
     * Everything in force on a day.
     *
     * @param items in the order of their ids, each with that day's value alone
     */
    record InForceOn(LocalDate on, List<ParameterView> items) {}

    @GET
    @Operation(operationId = "listPolicies", summary = "查询某日有效的政策参数 All parameters in force on a day, today unless given")
    public InForceOn list(@QueryParam("on") String on) {
        Queries.onlyKnown(uri.getQueryParameters(), "on");
        LocalDate day = Optional.ofNullable(Queries.date("on", on)).orElseGet(clock::today);
        readers();
        return new InForceOn(day, policies.inForce(day));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readPolicy", summary = "查询一个政策参数 One parameter: all its values, or the one of a day")
    public ParameterView read(@PathParam("id") String id, @QueryParam("on") String on) {
        Queries.onlyKnown(uri.getQueryParameters(), "on");
        LocalDate day = Queries.date("on", on);
        readers();
        return (day == null ? policies.parameter(id) : policies.parameter(id, day))
                .orElseThrow(() -> Refusal.of(RefusalCode.POLICY_NOT_FOUND).asException());
    }

    @GET
    @Path("schema")
    @Operation(operationId = "readPolicySchema", summary = "政策参数的JSON Schema The shape of every parameter's value")
    public ObjectNode schema() {
        Queries.onlyKnown(uri.getQueryParameters());
        readers();
        return PolicySchema.ofAll();
    }

    private void readers() {
        callers.current().require(Role.POLICY_ADMIN, Role.CIVIL_AFFAIRS_AUDITOR);
    }
}
