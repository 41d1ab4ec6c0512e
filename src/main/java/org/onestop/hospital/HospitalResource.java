package org.onestop.hospital;

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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.http.Cursor;
import org.onestop.http.Queries;
import org.onestop.idempotency.Commands;
import org.onestop.journal.ChangeFeed;
import org.onestop.journal.ChangesView;
import org.onestop.journal.Changes;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** The hospitals on record, and who changes them. */
@Path("/api/v1/hospitals")
@Tag(name = "master-data")
@Authenticated
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class HospitalResource {

    private static final Map<String, RefusalCode> GUARDS = Map.of("hospital_period_once", RefusalCode.PERIOD_OVERLAP);
    private static final Commands.Kind RECORD = new Commands.Kind("RECORD_HOSPITAL", GUARDS);
    private static final Commands.Kind END = new Commands.Kind("END_HOSPITAL", GUARDS);
    private static final int KIND = 48;

    private final HospitalRecords records;
    private final HospitalRepository hospitals;
    private final ChangeFeed feed;
    private final Commands commands;
    private final Callers callers;
    private final BusinessClock clock;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    HospitalResource(
            HospitalRecords records,
            HospitalRepository hospitals,
            ChangeFeed feed,
            Commands commands,
            Callers callers,
            BusinessClock clock) {
        this.records = records;
        this.hospitals = hospitals;
        this.feed = feed;
        this.commands = commands;
        this.callers = callers;
        this.clock = clock;
    }

    /** A hospital on one day; {@code to} is null while the period is open. */
    record Item(
            String code,
            String name,
            HospitalLevel level,
            Place place,
            String division,
            LocalDate from,
            LocalDate to) {

        static Item of(HospitalPeriodEntity period) {
            return new Item(
                    period.code,
                    period.name,
                    period.level,
                    period.place,
                    period.division,
                    period.validFrom,
                    period.validTo);
        }
    }

    /**
     * One page of the hospitals on a day.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(LocalDate on, List<Item> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @POST
    @Operation(operationId = "recordHospital", summary = "登记医院或其新时期 Put a hospital, or what it is from a day on, on record")
    public Response record(InputStream body) {
        return commands.run(
                RECORD,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                HospitalRequest::read,
                records::record);
    }

    @POST
    @Path("{code}/end")
    @Operation(operationId = "endHospital", summary = "医院终止 End a hospital's open period")
    public Response end(@PathParam("code") String code, InputStream body) {
        return commands.run(
                END,
                new Commands.Envelope(headers, uri, body),
                caller -> caller.require(Role.SYSTEM_ADMIN),
                fields -> fields.date("lastDay"),
                (caller, lastDay) -> records.end(caller, code, lastDay));
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "listHospitals", summary = "某日的医院 The hospitals on a day")
    public Page list(
            @QueryParam("on") String on,
            @QueryParam("place") String place,
            @QueryParam("level") String level,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "on", "place", "level", "limit", "cursor");
        LocalDate day = Optional.ofNullable(Queries.date("on", on)).orElseGet(clock::today);
        Place where = Queries.choice("place", place, Place.class);
        HospitalLevel which = Queries.choice("level", level, HospitalLevel.class);
        int size = Queries.limit(limit);
        String after = cursor == null ? "" : Cursor.read(cursor, 1).get(0);
        requireReader();
        List<HospitalPeriodEntity> found = hospitals.page(day, where, which, after, size + 1);
        List<Item> items = found.stream().limit(size).map(Item::of).toList();
        return new Page(day, items, found.size() <= size ? null : Cursor.of(found.get(size - 1).code));
    }

    @GET
    @Path("{code}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "readHospital", summary = "一所医院的全部时期 All periods of a hospital")
    public HospitalView read(@PathParam("code") String code) {
        Queries.onlyKnown(uri.getQueryParameters());
        requireReader();
        List<HospitalPeriodEntity> periods = Hospital.isCode(code) ? hospitals.periods(code) : List.of();
        if (periods.isEmpty()) {
            throw Refusal.of(RefusalCode.HOSPITAL_NOT_FOUND).asException();
        }
        return HospitalView.of(code, periods);
    }

    @GET
    @Path("changes")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "followHospitals", summary = "医院变更 The changes of hospitals")
    public ChangesView changes(
            @QueryParam("after") String after, @QueryParam("limit") String limit, @QueryParam("kind") String kind) {
        Queries.onlyKnown(uri.getQueryParameters(), "after", "limit", "kind");
        String wanted = Queries.text(uri.getQueryParameters(), "kind", KIND);
        int size = Queries.limit(limit);
        ChangeFeed.Position position = ChangeFeed.Position.read(after);
        requireReader();
        return ChangesView.of(feed.read(ChangeFeed.Wanted.all(Changes.Topic.HOSPITAL, wanted), position, size));
    }

    private void requireReader() {
        Caller caller = callers.current();
        caller.require(Role.HOSPITAL, Role.CIVIL_AFFAIRS_AUDITOR, Role.POLICY_ADMIN, Role.SYSTEM_ADMIN);
        if (caller.is(Role.HOSPITAL)) {
            caller.requireHospital();
        }
    }
}
