package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.Classification;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.adjudication.YearBalance;
import org.onestop.money.Money;
import org.onestop.policy.PolicyBook;
import org.onestop.policy.PolicySet;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.Department;
import org.onestop.registry.IdNumber;
import org.onestop.registry.IdentityVault;
import org.onestop.registry.PersonFacts;
import org.onestop.time.BusinessClock;

/** Tells a hospital what a person is entitled to on a day: insurance, hardship, and what the year has left. */
@ApplicationScoped
class EligibilityService {

    private final SettlementDatabase database;
    private final PolicyBook policies;
    private final IdentityVault vault;
    private final BusinessClock clock;

    EligibilityService(SettlementDatabase database, PolicyBook policies, IdentityVault vault, BusinessClock clock) {
        this.database = database;
        this.policies = policies;
        this.vault = vault;
        this.clock = clock;
    }

    /** What is answered. */
    record Eligibility(
            LocalDate onDate,
            SettlementAnswer.PatientView person,
            InsuranceView insurance,
            HouseholdView household,
            AccumulatorsView accumulators,
            MembershipView mutualAid) {}

    /** Basic medical insurance; {@code workingStatus} is null for residents. */
    record InsuranceView(Scheme scheme, String status, WorkingStatus workingStatus) {}

    /** The household's file; {@code assistanceClass} is null where none applies. */
    record HouseholdView(String fileNo, List<CategoryView> categories, Integer assistanceClass) {}

    /** One hardship category; {@code to} is null while it is open. */
    record CategoryView(
            HardshipCategory category, WorkerGrade grade, LocalDate from, LocalDate to, Department approvedBy) {

        static CategoryView of(CategoryPeriod period) {
            return new CategoryView(
                    period.category(), period.grade(), period.from(), period.to(), period.approvedBy());
        }
    }

    /** The person's year: spent and left of each deductible and cap. */
    record AccumulatorsView(int year, int admissions, List<BalanceView> balances) {}

    /** One deductible or cap; {@code limit} and {@code left} are null where there is no limit. */
    record BalanceView(String name, Money limit, Money used, Money left) {}

    /** Membership of the union's mutual aid. */
    record MembershipView(boolean member, boolean inGoodStanding) {}

    /**
     * A person's entitlements.
     *
     * @param onDate null means today
     * @throws org.onestop.refusal.RefusedException id-number-invalid, date-in-future, no-policy-in-force,
     *     person-not-insured
     */
    Eligibility of(String clientId, String number, LocalDate onDate) {
        IdNumber idNumber = IdNumber.parse(number)
                .orElseThrow(() -> Refusal.of(
                                RefusalCode.ID_NUMBER_INVALID,
                                FieldFault.of("/idNumber", FieldFault.Code.CHECK_DIGIT))
                        .asException());
        LocalDate today = clock.today();
        LocalDate on = onDate == null ? today : onDate;
        if (on.isAfter(today)) {
            throw Refusal.of(
                            RefusalCode.DATE_IN_FUTURE,
                            new FieldFault("/onDate", FieldFault.Code.IN_FUTURE, Map.of("today", today.toString())))
                    .asException();
        }
        Judgement.refuseIfNoPolicy(policies, on);
        Situation found = database.reading(connection -> SituationReader.read(
                connection, new SituationReader.Sought(clientId, null, null, null, vault.index(idNumber), on)));
        PersonFacts person = found.person();
        if (person == null || !person.insured()) {
            throw Judgement.notInsured(on);
        }
        PolicySet inForce = policies.find(person.scheme(), on).orElseThrow(Judgement.noPolicy(on));
        return answer(idNumber, on, found, inForce);
    }

    private Eligibility answer(IdNumber idNumber, LocalDate on, Situation found, PolicySet inForce) {
        PersonFacts person = found.person();
        IdentityVault.Identity identity =
                vault.open(person.personId(), person.revision(), person.sealed(), person.sealedUnder());
        Classification classification = Classification.of(inForce.policy().assistance(), found.status(on));
        HouseholdView household = person.fileNo() == null
                ? null
                : new HouseholdView(
                        person.fileNo(),
                        person.categories().stream().map(CategoryView::of).toList(),
                        classification.assistanceClass());
        List<BalanceView> balances =
                YearBalance.of(inForce.policy(), classification, person.scheme(), found.year().totals()).stream()
                        .map(each -> new BalanceView(each.name(), each.limit(), each.used(), each.left()))
                        .toList();
        return new Eligibility(
                on,
                new SettlementAnswer.PatientView(idNumber.masked(), identity.name().masked()),
                new InsuranceView(person.scheme(), "ACTIVE", person.workingStatus()),
                household,
                new AccumulatorsView(on.getYear(), found.year().totals().admissions(), balances),
                new MembershipView(
                        found.standing().isMember(on), found.standing().isInGoodStanding(on)));
    }
}
