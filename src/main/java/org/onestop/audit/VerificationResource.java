package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Cursor;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Changes;
import org.onestop.journal.VerificationView;
import org.onestop.journal.Verifications;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Verifications of everything that is sealed and of the rows behind it. */
@Path("/api/v1/audit/verifications")
@Tag(name = "audit")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class VerificationResource {

    private static final String PATH = "/api/v1/audit/verifications/";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");
    private static final UUID LAST = new UUID(-1, -1);

    private final Verifications verifications;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    VerificationResource(Verifications verifications, Commands commands, Callers callers) {
        this.verifications = verifications;
        this.commands = commands;
        this.callers = callers;
    }

    /** A seal of before that must still be in the chain; both null where none is named. */
    private record Earlier(Long height, byte[] digest) {}

    /** A page of verifications; {@code next} is null on the last. */
    record Page(List<VerificationView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** A verification with a page of what it found. */
    record Detail(
            @JsonUnwrapped VerificationView verification,
            List<VerificationView.FindingView> items,
            @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @POST
    @Operation(operationId = "startVerification", summary = "发起核验 Verify everything")
    public Response start(InputStream body) {
        return commands.run(
                new Commands.Kind("START_VERIFICATION", Map.of()),
                new Commands.Envelope(headers, uri, body),
                VerificationResource::auditors,
                VerificationResource::read,
                this::start);
    }

    private static Earlier read(Fields fields) {
        Fields seal = fields.optionalObject("earlierSeal");
        if (seal == null) {
            return new Earlier(null, null);
        }
        Integer height = seal.integer("height");
        String digest = seal.text("digest", 71);
        seal.close();
        if (height != null && height < 0) {
            seal.fault("height", FieldFault.Code.OUT_OF_RANGE);
        }
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            seal.fault("digest", FieldFault.Code.INVALID_TEXT);
        }
        boolean isWhole = height != null && digest != null && DIGEST.matcher(digest).matches();
        return isWhole
                ? new Earlier(height.longValue(), HexFormat.of().parseHex(digest.substring("sha256:".length())))
                : new Earlier(null, null);
    }

    private Commands.Made start(Caller caller, Earlier earlier) {
        VerificationView begun = verifications.request(
                new Changes.Author(caller.clientId(), caller.subject()), earlier.height(), earlier.digest());
        return new Commands.Made(Response.Status.ACCEPTED, PATH + begun.id(), begun);
    }

    @GET
    @Operation(operationId = "listVerifications", summary = "历次核验 Verifications")
    public Page list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        int size = Queries.limit(limit);
        OffsetDateTime before = OffsetDateTime.MAX;
        UUID beforeId = LAST;
        if (cursor != null) {
            List<String> part = Cursor.read(cursor, 2);
            try {
                before = BusinessClock.at(Instant.parse(part.get(0)));
                beforeId = UUID.fromString(part.get(1));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Cursor.refused();
            }
        }
        auditors(callers.current());
        List<VerificationView> found = verifications.page(before, beforeId, size + 1);
        if (found.size() <= size) {
            return new Page(found, null);
        }
        VerificationView last = found.get(size - 1);
        return new Page(
                found.subList(0, size),
                Cursor.of(last.requestedAt().toInstant().toString(), last.id().toString()));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readVerification", summary = "核验结果 A verification and what it found")
    public Detail read(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "limit", "cursor");
        int size = Queries.limit(limit);
        int after = cursor == null ? 0 : number(Cursor.read(cursor, 1).get(0));
        auditors(callers.current());
        VerificationView found = (ID.matcher(id).matches()
                        ? verifications.find(UUID.fromString(id))
                        : Optional.<VerificationView>empty())
                .orElseThrow(() -> Refusal.of(RefusalCode.VERIFICATION_NOT_FOUND).asException());
        List<VerificationView.FindingView> items = verifications.findings(found.id(), after, size + 1);
        return items.size() <= size
                ? new Detail(found, items, null)
                : new Detail(found, items.subList(0, size), Cursor.of(Integer.toString(items.get(size - 1).number())));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Cursor.refused();
        }
        return Integer.parseInt(text);
    }

    private static void auditors(Caller caller) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
    }
}
