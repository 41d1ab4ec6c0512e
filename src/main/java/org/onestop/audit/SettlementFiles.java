package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.registry.FileView;
import org.onestop.registry.HouseholdReader;
import org.onestop.settlement.Archive;
import org.onestop.settlement.KeptBill;

/** Puts all together that is known of one settlement. Who looked at whose is recorded before anything is shown. */
@ApplicationScoped
class SettlementFiles {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String FINDINGS = "select f.id, f.kind, e.state, f.found_at from finding f join lateral"
            + " (select n.state from finding_event n where n.finding_id = f.id order by n.sequence desc limit 1) e on true"
            + " where f.settlement_id = ? order by f.found_at, f.id";

    private static final String BENEFIT =
            "select id, term, amount, state, opened_at, approved_on from benefit_now where settlement_id = ?";

    private final Archive archive;
    private final HouseholdReader households;
    private final AuditStatements statements;
    private final AccessLog log;

    SettlementFiles(Archive archive, HouseholdReader households, AuditStatements statements, AccessLog log) {
        this.archive = archive;
        this.households = households;
        this.statements = statements;
        this.log = log;
    }

    /**
     * A settlement with all that belongs to it.
     *
     * @param bill       as received
     * @param settlement the answer, with the split of each line, the trace and its sources, the policies, the digest
     * @param reversal   null while it stands
     * @param household  null where the person belonged to none
     * @param findings   that name it
     * @param benefit    of mutual aid; null where there is none
     */
    record File(
            UUID id,
            UUID personId,
            KeptBill bill,
            @JsonRawValue String settlement,
            @JsonRawValue String reversal,
            HouseholdThen household,
            List<FoundThere> findings,
            Benefit benefit) {}

    /** A finding, in short. */
    record FoundThere(UUID id, String kind, FindingState state, OffsetDateTime foundAt) {}

    /** What mutual aid made of it; {@code approvedOn} is null before. */
    record Benefit(
            UUID id, int term, Money amount, String state, OffsetDateTime openedAt, LocalDate approvedOn) {}

    /**
     * Reads a settlement.
     *
     * @throws RefusedException forbidden, settlement-not-found
     */
    File read(Caller caller, String id, String purpose) {
        caller.require(Role.CIVIL_AFFAIRS_AUDITOR);
        Archive.Kept kept = Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> archive.find(UUID.fromString(text)))
                .orElseThrow(() -> Refusal.of(RefusalCode.SETTLEMENT_NOT_FOUND).asException());
        log.append(caller, new AccessLog.Look("READ_SETTLEMENT", purpose, kept.personId(), id));
        return new File(
                kept.id(),
                kept.personId(),
                kept.bill(),
                kept.answer(),
                kept.reversal(),
                household(caller, kept, purpose),
                statements.list(
                        FINDINGS,
                        List.of(kept.id()),
                        row -> new FoundThere(
                                AuditStatements.id(row, 1),
                                row.getString(2),
                                FindingState.valueOf(row.getString(3)),
                                AuditStatements.moment(row, 4))),
                statements
                        .list(
                                BENEFIT,
                                List.of(kept.id()),
                                row -> new Benefit(
                                        AuditStatements.id(row, 1),
                                        row.getInt(2),
                                        AuditStatements.fen(row, 3),
                                        row.getString(4),
                                        AuditStatements.moment(row, 5),
                                        AuditStatements.day(row, 6)))
                        .stream()
                        .findFirst()
                        .orElse(null));
    }

    private HouseholdThen household(Caller caller, Archive.Kept kept, String purpose) {
        return kept.fileNo() == null
                ? null
                : HouseholdThen.of(
                        kept.fileNo(), file(caller, kept, kept.settledAt(), purpose), file(caller, kept, null, purpose));
    }

    /** Null where the register knew, or knows, of no such file on the day. */
    private FileView file(Caller caller, Archive.Kept kept, OffsetDateTime knownAt, String purpose) {
        try {
            return households.read(caller, kept.fileNo(), kept.benefitDate(), knownAt, purpose);
        } catch (RefusedException e) {
            if (e.refusal().code() == RefusalCode.HOUSEHOLD_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}
