package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Cursor;
import org.onestop.http.Queries;
import org.onestop.journal.BundleWriter;
import org.onestop.journal.Proofs;
import org.onestop.journal.SealView;
import org.onestop.journal.Sealing;
import org.onestop.refusal.FieldFault;

/** The seals: the chain, how far it is, the public keys, and all of it as one file that is checked without the service. */
@Path("/api/v1/audit/seals")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SealResource {

    private static final String JSON_LINES = "application/jsonl";

    private final Proofs proofs;
    private final Sealing sealing;
    private final BundleWriter bundle;
    private final Callers callers;

    @Context
    UriInfo uri;

    SealResource(Proofs proofs, Sealing sealing, BundleWriter bundle, Callers callers) {
        this.proofs = proofs;
        this.sealing = sealing;
        this.bundle = bundle;
        this.callers = callers;
    }

    /** A page of seals by height; {@code next} is null on the last. */
    record Page(List<SealView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** The public keys. */
    record Keys(List<Proofs.KeyView> items) {}

    @GET
    @Operation(operationId = "listSeals", summary = "印章链 The chain of seals")
    public Page list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        int size = Queries.limit(limit);
        long from = cursor == null ? 0 : height(Cursor.read(cursor, 1).get(0));
        auditors();
        List<SealView> found = proofs.seals(from, size + 1);
        return found.size() <= size
                ? new Page(found, null)
                : new Page(found.subList(0, size), Cursor.of(Long.toString(found.get(size).height())));
    }

    private static long height(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Cursor.refused();
        }
        return Long.parseLong(text);
    }

    @GET
    @Path("progress")
    @Operation(operationId = "readSealing", summary = "封存进度 How far the sealing is")
    public Sealing.Progress progress() {
        Queries.onlyKnown(uri.getQueryParameters());
        auditors();
        return sealing.progress();
    }

    @GET
    @Path("keys")
    @Operation(operationId = "listSealKeys", summary = "验章公钥 The public keys that verify seals")
    public Keys keys() {
        Queries.onlyKnown(uri.getQueryParameters());
        auditors();
        return new Keys(proofs.keys());
    }

    @GET
    @Path("consistency")
    @Operation(operationId = "proveConsistency", summary = "两枚印章的一致性证明 Proof that the chain has only grown")
    public Proofs.Consistency consistency(@QueryParam("first") String first, @QueryParam("second") String second) {
        Queries.onlyKnown(uri.getQueryParameters(), "first", "second");
        long earlier = number("first", first);
        long later = number("second", second);
        auditors();
        return proofs.consistency(earlier, later);
    }

    private static long number(String name, String value) {
        if (value == null) {
            throw Queries.refused(name, FieldFault.Code.MISSING_FIELD);
        }
        if (!value.matches("[0-9]{1,18}")) {
            throw Queries.refused(name, FieldFault.Code.OUT_OF_RANGE);
        }
        return Long.parseLong(value);
    }

    @GET
    @Path("bundle")
    @Produces(JSON_LINES)
    @ResponseHeader(name = "Content-Disposition", value = "attachment; filename=\"seals.jsonl\"")
    @Operation(operationId = "exportSeals", summary = "导出封存文件,可离线核验 Export the seals for checking offline")
    public StreamingOutput bundle() {
        Queries.onlyKnown(uri.getQueryParameters());
        auditors();
        return bundle::write;
    }

    private void auditors() {
        callers.current().require(Role.CIVIL_AFFAIRS_AUDITOR);
    }
}
