package org.onestop.policy;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Outcome;
import org.onestop.bill.BillChecks;
import org.onestop.catalogue.Catalogue;
import org.onestop.http.JsonBody;

/** Tries any rules on any bill. */
@Path("/api/v1/policies")
@Tag(name = "policy")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class TrialResource {

    private final PolicyBook policies;
    private final Catalogue catalogue;
    private final Callers callers;

    TrialResource(PolicyBook policies, Catalogue catalogue, Callers callers) {
        this.policies = policies;
        this.catalogue = catalogue;
        this.callers = callers;
    }

    @POST
    @Path("trial")
    @Operation(operationId = "tryPolicy", summary = "政策试算 Try rules on a bill; nothing is stored")
    public TrialAnswer attempt(InputStream body) {
        TrialRequest request = TrialRequest.read(JsonBody.read(body));
        callers.current().require(Role.POLICY_ADMIN);
        BillChecks.first(request.bill()).ifPresent(refusal -> {
            throw refusal.below("/bill").asException();
        });
        PolicySet set = set(request);
        // The city's own catalogue decides where it knows an item, as in a settlement; others count as declared.
        Outcome outcome = Adjudicator.adjudicate(
                set.policy(),
                request.patient(),
                request.before(),
                request.bill().toBill(request.level(), request.place(), catalogue.current()::terms));
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal().below("/bill").asException();
        }
        return TrialAnswer.of(request, set, (Outcome.Adjudicated) outcome);
    }

    private PolicySet set(TrialRequest request) {
        PolicyTrial trial = policies.trial(request.scheme(), request.on(), request.values(), request.draft());
        if (trial instanceof PolicyTrial.Refused refused) {
            throw refused.refusal().asException();
        }
        return ((PolicyTrial.Ready) trial).set();
    }
}
