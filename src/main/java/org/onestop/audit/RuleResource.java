package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onestop.access.Callers;
import org.onestop.access.Role;
import org.onestop.http.Queries;
import org.onestop.journal.Digest;
import org.onestop.journal.RecordTail;

/** The rules in force, and how far they have looked. */
@Path("/api/v1/audit/rules")
@Tag(name = "audit")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class RuleResource {

    private final RuleBook book;
    private final RuleProgress progress;
    private final RecordTail journal;
    private final AgroalDataSource database;
    private final Callers callers;

    @Context
    UriInfo uri;

    RuleResource(
            RuleBook book, RuleProgress progress, RecordTail journal, AgroalDataSource database, Callers callers) {
        this.book = book;
        this.progress = progress;
        this.journal = journal;
        this.database = database;
        this.callers = callers;
    }

    /**
     * The rules.
     *
     * @param version    digest of them all
     * @param completeTo everything settled before this moment was looked at; null where they have never come so far
     * @param looked     null before they have looked for the first time
     */
    record Rules(
            String version,
            @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime completeTo,
            @JsonInclude(JsonInclude.Include.NON_NULL) RuleProgress.Standing looked,
            List<RuleView> items) {}

    /** A rule, with its numbers and why they are what they are. */
    record RuleView(
            AuditRule id,
            String name,
            String nameEn,
            String description,
            boolean enabled,
            String version,
            List<NumberView> thresholds) {

        static RuleView of(RuleEntry entry) {
            return new RuleView(
                    entry.rule(),
                    entry.name(),
                    entry.nameEn(),
                    entry.description(),
                    entry.enabled(),
                    Digest.text(entry.version()),
                    entry.reasons().entrySet().stream()
                            .map(each -> new NumberView(
                                    each.getKey(), entry.thresholds().values().get(each.getKey()), each.getValue()))
                            .toList());
        }
    }

    /** A number that a rule goes by. */
    record NumberView(String name, String value, String reason) {}

    @GET
    @Operation(operationId = "listAuditRules", summary = "审计规则 The automatic rules")
    public Rules list() {
        Queries.onlyKnown(uri.getQueryParameters());
        callers.current().require(Role.CIVIL_AFFAIRS_AUDITOR);
        return new Rules(
                "sha256:" + progress.version(),
                journal.completeTo(progress.reader()).orElse(null),
                standing().orElse(null),
                book.entries().stream().map(RuleView::of).toList());
    }

    private Optional<RuleProgress.Standing> standing() {
        try (Connection connection = database.getConnection()) {
            return progress.standing(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the rules' progress could not be read", e);
        }
    }
}
