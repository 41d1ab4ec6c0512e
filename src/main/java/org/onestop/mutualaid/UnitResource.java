package org.onestop.mutualaid;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Cursor;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.refusal.FieldFault;

/** The units of mutual aid and their rosters. */
@Path("/api/v1/mutual-aid/units")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class UnitResource {

    private static final int ID = 36;
    private static final String TERM = "[12][0-9]{3}";

    private final UnitCourse course;
    private final Units units;
    private final Rosters rosters;
    private final MemberReader members;
    private final Commands commands;
    private final Callers callers;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    UnitResource(
            UnitCourse course,
            Units units,
            Rosters rosters,
            MemberReader members,
            Commands commands,
            Callers callers) {
        this.course = course;
        this.units = units;
        this.rosters = rosters;
        this.members = members;
        this.commands = commands;
        this.callers = callers;
    }

    /** A page of units; {@code next} is null on the last. */
    record Page(List<UnitCourse.View> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @POST
    @Operation(operationId = "registerUnit", summary = "登记参保单位 Put a unit on record")
    public Response register(InputStream body) {
        return run("REGISTER_UNIT", body, UnitRequest::read, course::register);
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listUnits", summary = "参保单位 The units")
    public Page list(
            @QueryParam("open") String open, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "open", "limit", "cursor");
        Boolean wanted = Queries.truth("open", open);
        int size = Queries.limit(limit);
        String after = cursor == null ? "" : Cursor.read(cursor, 1).get(0);
        UnionCallers.look(callers.current());
        List<UnitNow> found = units.page(wanted, after, size + 1);
        return new Page(
                found.stream().limit(size).map(UnitCourse.View::of).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).code()) : null);
    }

    @GET
    @Path("{code}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readUnit", summary = "一个参保单位 One unit")
    public UnitCourse.View read(@PathParam("code") String code) {
        Queries.onlyKnown(uri.getQueryParameters());
        UnionCallers.look(callers.current());
        return UnitCourse.View.of(course.required(code));
    }

    @POST
    @Path("{code}/name")
    @Operation(operationId = "renameUnit", summary = "单位更名 Call a unit otherwise")
    public Response rename(@PathParam("code") String code, InputStream body) {
        return run("RENAME_UNIT", body, UnitRequest::name, (caller, name) -> course.rename(caller, code, name));
    }

    @POST
    @Path("{code}/end")
    @Operation(operationId = "closeUnit", summary = "单位终止参加 End a unit's part")
    public Response close(@PathParam("code") String code, InputStream body) {
        return run(
                "CLOSE_UNIT",
                body,
                fields -> fields.date("lastDay"),
                (caller, lastDay) -> course.close(caller, code, lastDay));
    }

    @POST
    @Path("{code}/reopening")
    @Operation(operationId = "reopenUnit", summary = "单位恢复参加 Let a unit take part again")
    public Response reopen(@PathParam("code") String code, InputStream body) {
        return run("REOPEN_UNIT", body, fields -> true, (caller, nothing) -> course.reopen(caller, code));
    }

    @POST
    @Path("{code}/members")
    @Operation(operationId = "joinMembers", summary = "会员入会 Make persons members")
    public Response join(@PathParam("code") String code, InputStream body) {
        return run(
                "JOIN_MEMBERS", body, JoinMembers::read, (caller, request) -> rosters.join(caller, code, request));
    }

    /** Takes a roster over into the next term. */
    private record Renewal(Integer term, Set<UUID> without) {

        static Renewal read(Fields fields) {
            Set<UUID> without = new HashSet<>();
            for (String text : fields.optionalTexts("without", ID)) {
                NamedMember.id(text).ifPresentOrElse(
                        without::add, () -> fields.fault("without", FieldFault.Code.INVALID_TEXT));
            }
            return new Renewal(fields.integer("term"), without);
        }
    }

    @POST
    @Path("{code}/renewals")
    @Operation(operationId = "renewMembers", summary = "整单位续保 Take a unit's members over into the next term")
    public Response renew(@PathParam("code") String code, InputStream body) {
        return run(
                "RENEW_MEMBERS",
                body,
                Renewal::read,
                (caller, renewal) -> rosters.renew(caller, code, renewal.term(), renewal.without()));
    }

    @GET
    @Path("{code}/members")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listMembers", summary = "单位名册 A unit's roster")
    public MemberReader.Page members(
            @PathParam("code") String code,
            @QueryParam("term") String term,
            @QueryParam("contribution") String contribution,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "term", "contribution", "limit", "cursor");
        Integer year = term(term);
        if (year == null) {
            throw Queries.refused("term", FieldFault.Code.MISSING_FIELD);
        }
        Member.Contribution state = Queries.choice("contribution", contribution, Member.Contribution.class);
        int size = Queries.limit(limit);
        MemberReader.After after = MemberReader.After.read(cursor);
        return members.roster(
                UnionCallers.look(callers.current()), code, year, state, after, size);
    }

    /** A term in a query; null where it is not there. */
    static Integer term(String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches(TERM)) {
            throw Queries.refused("term", FieldFault.Code.OUT_OF_RANGE);
        }
        return Integer.valueOf(value);
    }

    private <T> Response run(String operation, InputStream body, Function<Fields, T> read, Commands.Work<T> work) {
        return commands.run(
                UnionCallers.kind(operation),
                new Commands.Envelope(headers, uri, body),
                UnionCallers::change,
                read,
                work);
    }
}
