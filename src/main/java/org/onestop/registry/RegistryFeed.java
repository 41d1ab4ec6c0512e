package org.onestop.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.journal.ChangeFeed;
import org.onestop.journal.Changes;

/**
 * The changes of the register, for systems of other departments that follow it: an auditor sees all of them, a registrar
 * those of the own area, and of them what {@link NeedToKnow} allows.
 */
@ApplicationScoped
class RegistryFeed {

    private static final String OPERATION = "READ_REGISTRY_CHANGES";

    /** How the kinds begin that tell of a person's insurance, which is no part of a household's file. */
    private static final String OF_INSURANCE = "ENROLMENT_";

    private final ChangeFeed feed;
    private final RegisterStatements statements;
    private final Divisions divisions;
    private final AccessLog log;

    RegistryFeed(ChangeFeed feed, RegisterStatements statements, Divisions divisions, AccessLog log) {
        this.feed = feed;
        this.statements = statements;
        this.divisions = divisions;
        this.log = log;
    }

    /**
     * One change. Where it belongs to another department's category, the kind, the file and the days are all there is.
     *
     * @param object     number of the household's file; of an insurance, the person's random id
     * @param person     random id; null where it is not one person's
     * @param department that owns the category; null where it is of no category
     * @param from       first day of its effect; null where it has none
     * @param to         last day of its effect; null while that is open
     * @param subject    who did it
     */
    record Item(
            String kind,
            String object,
            @JsonInclude(JsonInclude.Include.NON_NULL) UUID person,
            @JsonInclude(JsonInclude.Include.NON_NULL) String area,
            @JsonInclude(JsonInclude.Include.NON_NULL) String department,
            LocalDate from,
            LocalDate to,
            OffsetDateTime recordedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) String subject,
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue String facts) {

        private static Item whole(ChangeFeed.Entry entry) {
            Changes.Change change = entry.change();
            return new Item(
                    change.kind(),
                    change.object(),
                    change.person(),
                    change.area(),
                    change.department(),
                    change.from(),
                    change.to(),
                    entry.recordedAt(),
                    entry.author().subject(),
                    change.facts());
        }

        private static Item bare(ChangeFeed.Entry entry) {
            Changes.Change change = entry.change();
            return new Item(
                    change.kind(),
                    change.object(),
                    null,
                    null,
                    null,
                    change.from(),
                    change.to(),
                    entry.recordedAt(),
                    null,
                    null);
        }
    }

    /**
     * One page.
     *
     * @param next where to go on; never null
     * @param more whether there may be more already; otherwise the reader has caught up
     */
    record Page(List<Item> items, String next, boolean more) {}

    /**
     * Reads a page.
     *
     * @param kind null for every kind
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing
     */
    @Transactional
    Page read(Caller caller, ChangeFeed.Position after, String kind, int limit) {
        caller.require(Role.REGISTRAR, Role.CIVIL_AFFAIRS_AUDITOR);
        boolean audits = caller.is(Role.CIVIL_AFFAIRS_AUDITOR);
        Registrar who = audits ? null : caller.requireRegistrar();
        boolean keepsInsurance = audits || isKeeper(who);
        NeedToKnow sight = NeedToKnow.of(caller);
        ChangeFeed.Wanted wanted = new ChangeFeed.Wanted(
                Changes.Topic.REGISTRY, kind, audits ? null : divisions.prefixes(who.area()), keepsInsurance);
        ChangeFeed.Page page = feed.read(wanted, after, limit);
        List<Item> items = page.entries().stream()
                .filter(entry -> keepsInsurance || !entry.change().kind().startsWith(OF_INSURANCE))
                .map(entry -> item(entry, sight))
                .flatMap(Optional::stream)
                .toList();
        if (!items.isEmpty()) {
            log.append(caller, new AccessLog.Look(OPERATION, null, null, after.text()));
        }
        return new Page(items, page.next().text(), page.more());
    }

    private static boolean isKeeper(Registrar who) {
        return Department.CIVIL_AFFAIRS.name().equals(who.department());
    }

    private Optional<Item> item(ChangeFeed.Entry entry, NeedToKnow sight) {
        Changes.Change change = entry.change();
        Optional<ChangeKind> kind = known(change.kind());
        if (kind.filter(ChangeKind::isOfIllness).isPresent() && !isConcerned(change.object(), sight)) {
            return Optional.empty();
        }
        if (isOwn(change.department(), sight)) {
            return Optional.of(Item.whole(entry));
        }
        return kind.filter(ChangeKind::isOfProcedure).isPresent() ? Optional.empty() : Optional.of(Item.bare(entry));
    }

    /** Whether a change is of no category, or of one whose procedure the reader sees. */
    private static boolean isOwn(String department, NeedToKnow sight) {
        return department == null || sight.sees(NeedToKnow.Part.PROCEDURE, Department.valueOf(department));
    }

    private boolean isConcerned(String fileNo, NeedToKnow sight) {
        return sight.sees(NeedToKnow.Part.ILLNESS, java.util.Set.copyOf(statements.list(
                "select distinct department from change_record where object = ? and department is not null",
                row -> Department.valueOf(row.getString(1)),
                fileNo)));
    }

    private static Optional<ChangeKind> known(String kind) {
        return Arrays.stream(ChangeKind.values()).filter(each -> each.name().equals(kind)).findFirst();
    }
}
