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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.PersonCourse;
import org.onestop.registry.PersonRoll;
import org.onestop.registry.Purpose;
import org.onestop.settlement.PersonYears;

/** The auditor looks at a person's year, by the random id that lists and findings name the person by. */
@Path("/api/v1/audit/persons")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class PersonYearResource {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern YEAR = Pattern.compile("[12][0-9]{3}");

    private final PersonYears years;
    private final PersonCourse course;
    private final PersonRoll roll;
    private final AccessLog log;
    private final Callers callers;

    @Context
    UriInfo uri;

    PersonYearResource(
            PersonYears years, PersonCourse course, PersonRoll roll, AccessLog log, Callers callers) {
        this.years = years;
        this.course = course;
        this.roll = roll;
        this.log = log;
        this.callers = callers;
    }

    /**
     * A person's year as a time line.
     *
     * @param person   masked
     * @param events   settlements and reversals in the order in which they moved the year, with its totals after each
     * @param agrees   whether these add up to the totals that are kept of the year
     * @param register what the register knows now of the days of the year
     */
    record TimeLine(
            UUID personId,
            PersonRoll.Masked person,
            int year,
            List<PersonYears.Event> events,
            boolean agrees,
            PersonCourse.Course register) {}

    @GET
    @Path("{id}/years/{year}")
    @Operation(operationId = "readPersonYear", summary = "一人一年的时间线 A person's year as a time line")
    public TimeLine read(@PathParam("id") String id, @PathParam("year") String year) {
        Queries.onlyKnown(uri.getQueryParameters(), "purpose");
        String purpose = Purpose.read(uri.getQueryParameters());
        if (!YEAR.matcher(year).matches()) {
            throw Queries.refused("year", FieldFault.Code.OUT_OF_RANGE);
        }
        Caller caller = callers.current();
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        return timeLine(caller, id, Integer.parseInt(year), purpose);
    }

    private TimeLine timeLine(Caller caller, String id, int year, String purpose) {
        UUID person = ID.matcher(id).matches() ? UUID.fromString(id) : null;
        PersonRoll.Masked masked = Optional.ofNullable(person)
                .map(known -> roll.masked(List.of(known)).get(known))
                .orElseThrow(() -> Refusal.of(RefusalCode.PERSON_NOT_FOUND).asException());
        log.append(caller, new AccessLog.Look("READ_PERSON_YEAR", purpose, person, Integer.toString(year)));
        PersonYears.Year found = years.of(person, year);
        return new TimeLine(
                person,
                masked,
                year,
                found.events(),
                found.agrees(),
                course.between(person, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
    }
}
