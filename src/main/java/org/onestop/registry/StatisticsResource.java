package org.onestop.registry;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Numbers of the register: an auditor sees the city's, a registrar those of the own area. They are nobody's data. */
@Path("/api/v1/registry/statistics")
@Tag(name = "registry")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class StatisticsResource {

    private static final int MOST_MONTHS = 60;

    private final StatisticsService statistics;
    private final MovementService movements;
    private final ProcedureCount procedure;
    private final Divisions divisions;
    private final Callers callers;
    private final BusinessClock clock;

    @ConfigProperty(name = "onestop.city")
    String city;

    @Context
    UriInfo uri;

    StatisticsResource(
            StatisticsService statistics,
            MovementService movements,
            ProcedureCount procedure,
            Divisions divisions,
            Callers callers,
            BusinessClock clock) {
        this.statistics = statistics;
        this.movements = movements;
        this.procedure = procedure;
        this.divisions = divisions;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "readRegisterStatistics", summary = "登记统计 How many households and persons, on a day")
    public StatisticsView count(@QueryParam("asOf") String asOf) {
        Queries.onlyKnown(uri.getQueryParameters(), "asOf");
        LocalDate day = Queries.date("asOf", asOf);
        Scope scope = scope();
        LocalDate today = clock.today();
        refuseFuture("asOf", day, today);
        return statistics.on(day == null ? today : day, scope);
    }

    @GET
    @Path("movements")
    @Operation(operationId = "readRegisterMovements", summary = "进出变动 Who came in and who went out, by month")
    public MovementService.MovementsView movements(@QueryParam("from") String from, @QueryParam("to") String to) {
        Queries.onlyKnown(uri.getQueryParameters(), "from", "to");
        YearMonth first = required("from", Queries.month("from", from));
        YearMonth last = required("to", Queries.month("to", to));
        Scope scope = scope();
        LocalDate today = clock.today();
        refuseDisorder(first.isAfter(last));
        refuseFuture("to", last.atDay(1), today);
        if (first.until(last, ChronoUnit.MONTHS) >= MOST_MONTHS) {
            throw Refusal.of(
                            RefusalCode.VALUE_OUT_OF_RANGE,
                            new FieldFault(
                                    "to", FieldFault.Code.OUT_OF_RANGE, Map.of("limit", Integer.toString(MOST_MONTHS))))
                    .asException();
        }
        return movements.between(first, last, today, scope);
    }

    @GET
    @Path("procedure")
    @Operation(operationId = "readProcedureStatistics", summary = "审批时效 How the procedure went, in a period")
    public ProcedureStatistics procedure(@QueryParam("from") String from, @QueryParam("to") String to) {
        Queries.onlyKnown(uri.getQueryParameters(), "from", "to");
        LocalDate first = required("from", Queries.date("from", from));
        LocalDate last = required("to", Queries.date("to", to));
        Scope scope = scope();
        refuseDisorder(first.isAfter(last));
        refuseFuture("to", last, clock.today());
        return procedure.between(first, last, scope);
    }

    private Scope scope() {
        Caller caller = callers.current();
        return caller.is(Role.CIVIL_AFFAIRS_AUDITOR)
                ? Scope.everything(Area.parse(city).orElseThrow())
                : Scope.of(caller.requireRegistrar().area(), divisions);
    }

    private static <T> T required(String name, T value) {
        if (value == null) {
            throw Queries.refused(name, FieldFault.Code.MISSING_FIELD);
        }
        return value;
    }

    private static void refuseDisorder(boolean disordered) {
        if (disordered) {
            throw Refusal.of(
                            RefusalCode.DATES_OUT_OF_ORDER,
                            FieldFault.of("to", FieldFault.Code.OUT_OF_ORDER))
                    .asException();
        }
    }

    private static void refuseFuture(String name, LocalDate day, LocalDate today) {
        if (day != null && day.isAfter(today)) {
            throw Refusal.of(
                            RefusalCode.DATE_IN_FUTURE,
                            new FieldFault(name, FieldFault.Code.IN_FUTURE, Map.of("today", today.toString())))
                    .asException();
        }
    }
}
