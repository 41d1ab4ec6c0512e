package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Reads a household's file as of a day, as the register knew it at a moment. Who looked at whom is recorded. */
@ApplicationScoped
public class HouseholdReader {

    private static final String OPERATION = "READ_HOUSEHOLD";

    private final Households households;
    private final RegisterStatements statements;
    private final AsOfRows rows;
    private final ProcedureReader procedure;
    private final AccessLog log;
    private final BusinessClock clock;

    HouseholdReader(
            Households households,
            RegisterStatements statements,
            AsOfRows rows,
            ProcedureReader procedure,
            AccessLog log,
            BusinessClock clock) {
        this.households = households;
        this.statements = statements;
        this.rows = rows;
        this.procedure = procedure;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reads a file.
     *
     * @param day     null means today
     * @param moment  null means now
     * @param purpose what for; null where the caller does not say
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, date-in-future, household-not-found (also
     *     where the register knew of no such file on that day)
     */
    @Transactional
    public FileView read(Caller caller, String fileNo, LocalDate day, OffsetDateTime moment, String purpose) {
        statements.asOfOneMoment();
        households.readable(caller, fileNo);
        OffsetDateTime now = clock.now();
        AsOf asOf = judged(day, moment, now);
        AsOfRows.Residence residence = rows.residence(fileNo, asOf)
                .orElseThrow(() -> Refusal.of(RefusalCode.HOUSEHOLD_NOT_FOUND).asException());
        List<AsOfRows.Member> members = rows.members(fileNo, asOf);
        log.append(caller, looks(fileNo, members, purpose));
        List<Categories.Row> categories = rows.categories(fileNo, asOf);
        NeedToKnow sight = NeedToKnow.of(caller);
        List<FileView.Application> applications = procedure.applications(fileNo, asOf, sight);
        Set<Department> concerned = concerned(categories, applications);
        return new FileView(
                fileNo,
                asOf.day(),
                moment == null ? now : BusinessClock.at(moment.toInstant()),
                state(categories, applications, asOf.day()),
                residence.area(),
                residence.from(),
                members.stream().map(each -> member(each, sight, concerned)).toList(),
                categories.stream().map(each -> category(each, asOf.day())).toList(),
                applications,
                procedure.reviews(fileNo, asOf, sight, categories),
                procedure.exits(fileNo, asOf, sight, categories),
                procedure.corrections(fileNo, asOf, sight, concerned));
    }

    private AsOf judged(LocalDate day, OffsetDateTime moment, OffsetDateTime now) {
        LocalDate today = clock.today();
        if (day != null && day.isAfter(today)) {
            throw inFuture("asOf");
        }
        if (moment != null && moment.isAfter(now)) {
            throw inFuture("knownAt");
        }
        return new AsOf(day == null ? today : day, moment);
    }

    private static RuntimeException inFuture(String parameter) {
        return Refusal.of(RefusalCode.DATE_IN_FUTURE, FieldFault.of(parameter, FieldFault.Code.IN_FUTURE))
                .asException();
    }

    /** One for each person whose data are shown, so that it can be found by person. */
    private static List<AccessLog.Look> looks(String fileNo, List<AsOfRows.Member> members, String purpose) {
        return members.isEmpty()
                ? List.of(new AccessLog.Look(OPERATION, purpose, null, fileNo))
                : members.stream()
                        .map(each -> new AccessLog.Look(OPERATION, purpose, each.person(), fileNo))
                        .toList();
    }

    /** Whose categories the household holds or asked for. */
    private static Set<Department> concerned(
            List<Categories.Row> categories, List<FileView.Application> applications) {
        Set<Department> concerned = EnumSet.noneOf(Department.class);
        categories.forEach(each -> concerned.add(each.period().approvedBy()));
        applications.forEach(each -> concerned.add(Department.owning(each.category())));
        return concerned;
    }

    private static HouseholdState state(
            List<Categories.Row> categories, List<FileView.Application> applications, LocalDate day) {
        return HouseholdState.of(
                categories.stream().anyMatch(each -> isInForce(each, day)),
                applications.stream().anyMatch(each -> each.state() == ApplicationState.OPEN),
                !categories.isEmpty());
    }

    private static boolean isInForce(Categories.Row category, LocalDate day) {
        return category.period().to() == null || !category.period().to().isBefore(day);
    }

    private static FileView.Member member(AsOfRows.Member member, NeedToKnow sight, Set<Department> concerned) {
        IdentityVault.Identity identity = member.identity();
        return new FileView.Member(
                member.memberId(),
                sight.sees(NeedToKnow.Part.ID_NUMBERS, concerned)
                        ? identity.idNumber().value()
                        : identity.idNumber().masked(),
                sight.sees(NeedToKnow.Part.NAMES, concerned)
                        ? identity.name().value()
                        : identity.name().masked(),
                member.relation(),
                sight.sees(NeedToKnow.Part.ILLNESS, concerned) ? member.ill() : null,
                member.from(),
                member.to());
    }

    private static FileView.Category category(Categories.Row row, LocalDate day) {
        CategoryPeriod period = row.period();
        return new FileView.Category(
                row.id(),
                period.category(),
                period.grade(),
                period.approvedBy(),
                period.from(),
                period.to(),
                isInForce(row, day),
                row.endedBecause(),
                row.reviewDueOn(),
                row.applicationId());
    }
}
