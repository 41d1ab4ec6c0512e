package org.onestop.audit;

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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;

/** Findings: the auditor looks through them and works on them, a hospital sees and answers its own. */
@Path("/api/v1/audit/findings")
@Tag(name = "audit")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class FindingResource {

    private static final String LINK = "/api/v1/audit/findings/";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int PROSE = 2000;
    private static final int NAME = 64;
    private static final List<String> SUBJECTS = List.of("settlementId", "personId", "fileNo", "hospitalCode");

    private final FindingReader findings;
    private final FindingDesk desk;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    FindingResource(FindingReader findings, FindingDesk desk, Commands commands, Callers callers) {
        this.findings = findings;
        this.desk = desk;
        this.commands = commands;
        this.callers = callers;
    }

    private record Text(String first, String text) {}

    private record Explanation(String text, Integer answer) {}

    private record Closing(FindingOutcome outcome, String text) {}

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listFindings", summary = "疑点 Findings")
    public FindingReader.Page list(
            @QueryParam("state") String state,
            @QueryParam("kind") String kind,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        MultivaluedMap<String, String> sent = uri.getQueryParameters();
        Queries.onlyKnown(sent, "state", "kind", "rule", "hospital", "assignee", "from", "to", "limit", "cursor");
        WantedFindings wanted = new WantedFindings(
                Queries.choice("state", state, FindingState.class),
                Queries.choice("kind", kind, FindingKind.class),
                Queries.text(sent, "rule", NAME),
                Queries.text(sent, "hospital", NAME),
                Queries.text(sent, "assignee", NAME),
                Queries.date("from", from),
                Queries.date("to", to));
        int size = Queries.limit(limit);
        return findings.list(callers.current(), wanted, cursor, size);
    }

    @GET
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readFinding", summary = "一条疑点 One finding")
    public Object read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        return findings.read(callers.current(), finding(id));
    }

    @POST
    @Operation(operationId = "openFinding", summary = "登记疑点 Open a finding by hand")
    public Response open(InputStream body) {
        return run("OPEN_FINDING", body, FindingResource::audit, FindingResource::opening, desk::open);
    }

    private static FindingDesk.Opening opening(Fields fields) {
        UUID settlement = id(fields, "settlementId");
        UUID person = id(fields, "personId");
        FindingDesk.Opening opening = new FindingDesk.Opening(
                settlement,
                person,
                fields.optionalText("fileNo", NAME),
                fields.optionalText("hospitalCode", NAME),
                fields.prose("text", PROSE),
                fields.optionalText("assignee", NAME));
        List<String> named = SUBJECTS.stream().filter(each -> fields.any(each) != null).toList();
        if (named.isEmpty()) {
            fields.fault(SUBJECTS.get(0), FieldFault.Code.MISSING_FIELD);
        }
        named.stream().skip(1).forEach(each -> fields.fault(each, FieldFault.Code.DUPLICATE));
        return opening;
    }

    private static UUID id(Fields fields, String name) {
        String text = fields.optionalText(name, NAME);
        return text == null
                ? null
                : finding(text).orElseGet(() -> fields.fault(name, FieldFault.Code.INVALID_TEXT));
    }

    @POST
    @Path("{id}/notes")
    @Operation(operationId = "noteFinding", summary = "内部备注 Add an internal note")
    public Response note(@PathParam("id") String id, InputStream body) {
        return run("NOTE_FINDING", body, FindingResource::audit, FindingResource::prose, (caller, text) ->
                desk.note(caller, finding(id), text));
    }

    @POST
    @Path("{id}/assignments")
    @Operation(operationId = "assignFinding", summary = "指定经办 Say who sees to it")
    public Response assign(@PathParam("id") String id, InputStream body) {
        return run(
                "ASSIGN_FINDING",
                body,
                FindingResource::audit,
                fields -> new Text(fields.text("assignee", NAME), fields.optionalProse("text", PROSE)),
                (caller, named) -> desk.assign(caller, finding(id), named.first(), named.text()));
    }

    @POST
    @Path("{id}/answers")
    @Operation(operationId = "answerFinding", summary = "医院答复 The hospital's answer")
    public Response answer(@PathParam("id") String id, InputStream body) {
        return run("ANSWER_FINDING", body, Caller::requireHospital, FindingResource::prose, (caller, text) ->
                desk.answer(caller, finding(id), text));
    }

    @POST
    @Path("{id}/explanation")
    @Operation(operationId = "explainFinding", summary = "说明疑点 Explain a finding")
    public Response explain(@PathParam("id") String id, InputStream body) {
        return run(
                "EXPLAIN_FINDING",
                body,
                FindingResource::audit,
                fields -> new Explanation(prose(fields), fields.optionalInteger("answer")),
                (caller, said) -> desk.explain(caller, finding(id), said.text(), said.answer()));
    }

    @POST
    @Path("{id}/closing")
    @Operation(operationId = "closeFinding", summary = "办结疑点 Close a finding")
    public Response close(@PathParam("id") String id, InputStream body) {
        return run(
                "CLOSE_FINDING",
                body,
                FindingResource::audit,
                fields -> new Closing(fields.choice("outcome", FindingOutcome.class), prose(fields)),
                (caller, closing) -> desk.close(caller, finding(id), closing.outcome(), closing.text()));
    }

    @POST
    @Path("{id}/reopening")
    @Operation(operationId = "reopenFinding", summary = "重新打开疑点 Reopen a finding")
    public Response reopen(@PathParam("id") String id, InputStream body) {
        return run("REOPEN_FINDING", body, FindingResource::audit, FindingResource::prose, (caller, text) ->
                desk.reopen(caller, finding(id), text));
    }

    private static void audit(Caller caller) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
    }

    private static String prose(Fields fields) {
        return fields.prose("text", PROSE);
    }

    /** What is no identifier names no finding. */
    private static Optional<UUID> finding(String id) {
        return ID.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }

    /** Something that is done about a finding. */
    @FunctionalInterface
    private interface Act<T> {
        FindingEvents.Standing run(Caller caller, T request);
    }

    /** The answer says how the finding stands and nothing that was written: it is kept to be given again. */
    private <T> Response run(
            String operation, InputStream body, Consumer<Caller> allowed, Function<Fields, T> read, Act<T> act) {
        return commands.run(
                new Commands.Kind(operation, Map.of()),
                new Commands.Envelope(headers, uri, body),
                allowed,
                read,
                (caller, request) -> {
                    FindingEvents.Standing standing = act.run(caller, request);
                    return Commands.Made.created(LINK + standing.id(), standing);
                });
    }
}
