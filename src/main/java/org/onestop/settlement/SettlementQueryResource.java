package org.onestop.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
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
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** A hospital reads its own settlements; another's is not there. */
@Path("/api/v1/settlements")
@Tag(name = "settlement")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SettlementQueryResource {

    private static final int BILL_NO = 64;

    /** More at once would only wait for the pool's connections, each with its page in memory. */
    private static final int LISTS_AT_ONCE = 16;

    private final SettlementDatabase database;
    private final StoredAnswers answers;
    private final Callers callers;

    @Context
    UriInfo uri;

    SettlementQueryResource(SettlementDatabase database, StoredAnswers answers, Callers callers) {
        this.database = database;
        this.answers = answers;
        this.callers = callers;
    }

    /**
     * One page.
     *
     * @param next cursor of the next page; null on the last
     */
    record Page(@JsonRawValue String items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @GET
    @Path("{id}")
    @Operation(operationId = "readSettlement", summary = "查询一笔结算 Read a settlement")
    public byte[] read(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        String hospital = callers.current().requireHospital();
        UUID sought = SettlementResource.known(id);
        return database.reading(connection -> {
            StoredSettlement found = SettlementReader.byId(connection, sought)
                    .filter(each -> each.hospitalCode().equals(hospital))
                    .orElseThrow(() -> Refusal.of(RefusalCode.SETTLEMENT_NOT_FOUND).asException());
            return answers.today(connection, found);
        });
    }

    @GET
    @Bulkhead(LISTS_AT_ONCE)
    @Operation(operationId = "listSettlements", summary = "按账单号或日期查询结算 List settlements by bill number or by days")
    public Page list(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "billNo", "from", "to", "limit", "cursor");
        String billNo = Queries.text(uri.getQueryParameters(), "billNo", BILL_NO);
        int size = Queries.limit(limit);
        SettlementReader.Position after =
                cursor == null ? SettlementReader.Position.BEGINNING : SettlementCursor.read(cursor);
        if (billNo != null) {
            refuse(from != null, "from");
            refuse(to != null, "to");
            String hospital = callers.current().requireHospital();
            return database.reading(connection ->
                    page(connection, SettlementReader.ofBill(connection, hospital, billNo, after, size)));
        }
        OffsetDateTime first = startOf(required("from", Queries.date("from", from)));
        OffsetDateTime end = startOf(required("to", Queries.date("to", to)).plusDays(1));
        String hospital = callers.current().requireHospital();
        return database.reading(connection ->
                page(connection, SettlementReader.ofDays(connection, hospital, first, end, after, size)));
    }

    private Page page(Connection connection, SettlementReader.Page found) throws SQLException {
        StringBuilder items = new StringBuilder("[");
        for (StoredSettlement each : found.items()) {
            items.append(items.length() == 1 ? "" : ",")
                    .append(new String(answers.today(connection, each), StandardCharsets.UTF_8));
        }
        String next = found.more() ? SettlementCursor.write(found.items().get(found.items().size() - 1)) : null;
        return new Page(items.append(']').toString(), next);
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static <T> T required(String name, T value) {
        refuse(value == null, name, FieldFault.Code.MISSING_FIELD);
        return value;
    }

    private static void refuse(boolean given, String name) {
        refuse(given, name, FieldFault.Code.UNKNOWN_FIELD);
    }

    private static void refuse(boolean faulty, String name, FieldFault.Code code) {
        if (faulty) {
            throw Queries.refused(name, code);
        }
    }
}
