package org.onestop.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Queries;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** The books, for the union that keeps them and for the auditor: every figure drills down to entries and documents. */
@Path("/api/v1/mutual-aid/ledger")
@Tag(name = "mutual-aid")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class LedgerResource {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
    private static final int TEXT = 100;

    private final Balances balances;
    private final EntryReader entries;
    private final Statements statements;
    private final PlainTextJournal journal;
    private final Callers callers;
    private final BusinessClock clock;

    @Context
    UriInfo uri;

    LedgerResource(
            Balances balances,
            EntryReader entries,
            Statements statements,
            PlainTextJournal journal,
            Callers callers,
            BusinessClock clock) {
        this.balances = balances;
        this.entries = entries;
        this.statements = statements;
        this.journal = journal;
        this.callers = callers;
        this.clock = clock;
    }

    /** The chart with balances. */
    record Accounts(LocalDate asOf, List<AccountView> items) {}

    /** The trial balance; {@code debits} and {@code credits} are equal. */
    record TrialBalance(LocalDate asOf, List<AccountView> accounts, Money debits, Money credits) {}

    /** A page of entries; {@code next} is null on the last. */
    record Page(List<Entry> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    @GET
    @Path("accounts")
    @Operation(operationId = "listLedgerAccounts", summary = "会计科目及余额 The chart of accounts with balances")
    public Accounts accounts(@QueryParam("asOf") String asOf) {
        Queries.onlyKnown(uri.getQueryParameters(), "asOf");
        LocalDate day = day("asOf", asOf, clock.today());
        readers();
        return new Accounts(day, balances.all(day).stream().map(AccountView::of).toList());
    }

    @GET
    @Path("accounts/{code}/statement")
    @Operation(operationId = "readLedgerStatement", summary = "科目明细账 An account's statement")
    public Statements.Statement statement(
            @PathParam("code") String code,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(uri.getQueryParameters(), "from", "to", "limit", "cursor");
        LocalDate first = day("from", from, BEGINNING);
        LocalDate last = day("to", to, clock.today());
        int size = Queries.limit(limit);
        Position after = Position.read(cursor);
        readers();
        return statements.of(code, first, last, after, size);
    }

    @GET
    @Path("entries")
    @Operation(operationId = "listLedgerEntries", summary = "记账凭证 Journal entries")
    public Page list(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Queries.onlyKnown(
                uri.getQueryParameters(), "account", "sourceType", "sourceId", "from", "to", "limit", "cursor");
        EntryReader.Wanted wanted = new EntryReader.Wanted(
                Queries.text(uri.getQueryParameters(), "account", TEXT),
                Queries.text(uri.getQueryParameters(), "sourceType", TEXT),
                Queries.text(uri.getQueryParameters(), "sourceId", TEXT),
                Queries.date("from", from),
                Queries.date("to", to));
        int size = Queries.limit(limit);
        Position after = Position.read(cursor);
        readers();
        List<Entry> found =
                entries.page(wanted, after == null ? null : after.day(), after == null ? 0 : after.number(), size + 1);
        return found.size() <= size
                ? new Page(found, null)
                : new Page(found.subList(0, size), Position.of(found.get(size - 1)).cursor());
    }

    @GET
    @Path("entries/{id}")
    @Operation(operationId = "readLedgerEntry", summary = "一张记账凭证 One journal entry")
    public Entry entry(@PathParam("id") String id) {
        Queries.onlyKnown(uri.getQueryParameters());
        readers();
        if (!UUID_FORM.matcher(id).matches()) {
            throw Refusal.of(RefusalCode.ENTRY_NOT_FOUND).asException();
        }
        return entries.byId(UUID.fromString(id))
                .orElseThrow(() -> Refusal.of(RefusalCode.ENTRY_NOT_FOUND).asException());
    }

    @GET
    @Path("trial-balance")
    @Operation(operationId = "readTrialBalance", summary = "试算平衡表 Trial balance")
    public TrialBalance trialBalance(@QueryParam("asOf") String asOf) {
        Queries.onlyKnown(uri.getQueryParameters(), "asOf");
        LocalDate day = day("asOf", asOf, clock.today());
        readers();
        List<AccountView> accounts =
                balances.all(day).stream().map(AccountView::of).toList();
        return new TrialBalance(
                day,
                accounts,
                accounts.stream().map(AccountView::debits).reduce(Money.ZERO, Money::plus),
                accounts.stream().map(AccountView::credits).reduce(Money.ZERO, Money::plus));
    }

    @GET
    @Path("export")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @Operation(operationId = "exportLedger", summary = "导出流水账 Export the journal")
    public StreamingOutput export(@QueryParam("from") String from, @QueryParam("to") String to) {
        Queries.onlyKnown(uri.getQueryParameters(), "from", "to");
        LocalDate first = day("from", from, BEGINNING);
        LocalDate last = day("to", to, clock.today());
        readers();
        return out -> journal.write(out, first, last);
    }

    private static LocalDate day(String name, String value, LocalDate otherwise) {
        LocalDate day = Queries.date(name, value);
        return day == null ? otherwise : day;
    }

    private void readers() {
        callers.current().require(Role.UNION_ADMIN, Role.CIVIL_AFFAIRS_AUDITOR);
    }
}
