package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Outcome;
import org.onestop.bill.BillChecks;
import org.onestop.bill.ReceivedBill;
import org.onestop.catalogue.Catalogue;
import org.onestop.hospital.Hospital;
import org.onestop.hospital.Hospitals;
import org.onestop.policy.PolicyBook;
import org.onestop.policy.PolicySet;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.IdNumber;
import org.onestop.registry.IdentityVault;
import org.onestop.registry.PersonFacts;
import org.onestop.registry.PersonName;
import org.onestop.time.BusinessClock;

/** Judges a bill in a situation and decides it: the one path that preview and settlement share. */
@ApplicationScoped
class Judgement {

    private final Hospitals hospitals;
    private final Catalogue catalogue;
    private final PolicyBook policies;
    private final IdentityVault vault;
    private final BusinessClock clock;

    Judgement(Hospitals hospitals, Catalogue catalogue, PolicyBook policies, IdentityVault vault, BusinessClock clock) {
        this.hospitals = hospitals;
        this.catalogue = catalogue;
        this.policies = policies;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * A bill decided.
     *
     * @param input what the rule was given
     */
    record Decision(
            IdNumber idNumber,
            PersonName name,
            PolicySet policies,
            SettlementInput input,
            Outcome.Adjudicated outcome) {}

    /** Whether the copies of hospitals and catalogue in memory are at least as new as a situation. */
    boolean knowsMasterDataOf(Situation found) {
        return hospitals.hasReached(found.hospitalVersion()) && catalogue.hasReached(found.catalogueVersion());
    }

    /**
     * Decides a bill.
     *
     * @throws org.onestop.refusal.RefusedException the first refusal in order of precedence
     */
    Decision decide(ReceivedBill bill, Situation found) {
        LocalDate on = bill.benefitDate();
        Hospital hospital = hospitals
                .find(bill.hospitalCode(), on, found.hospitalVersion())
                .orElseThrow(() -> Refusal.of(
                                RefusalCode.HOSPITAL_UNKNOWN,
                                Map.of("hospital", bill.hospitalCode(), "date", on.toString()))
                        .asException());
        refuseIf(BillChecks.tooManyLines(bill));
        IdNumber idNumber = idNumber(bill);
        refuseIf(BillChecks.outOfRange(bill));
        refuseIf(BillChecks.datesOutOfOrder(bill));
        refuseIf(BillChecks.dateInFuture(bill, clock.today()));
        refuseIf(BillChecks.duplicateLineNumber(bill));
        refuseIf(BillChecks.totalMismatch(bill));
        refuseIfNoPolicy(policies, on);
        PersonName name = PersonName.of(bill.patient().name());
        PersonFacts person = insured(found.person(), name, on);
        PolicySet inForce = policies.find(person.scheme(), on).orElseThrow(noPolicy(on));
        SettlementInput input = SettlementInput.of(
                hospital.level(),
                hospital.place(),
                found.status(on),
                found.year().totals(),
                bill,
                catalogue.listing(found.catalogueVersion())::terms);
        Outcome outcome = Adjudicator.adjudicate(inForce.policy(), input.patient(), input.before(), input.bill());
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal().asException();
        }
        return new Decision(idNumber, name, inForce, input, (Outcome.Adjudicated) outcome);
    }

    private PersonFacts insured(PersonFacts person, PersonName name, LocalDate on) {
        if (person == null) {
            throw notInsured(on);
        }
        IdentityVault.Identity known =
                vault.open(person.personId(), person.revision(), person.sealed(), person.sealedUnder());
        if (!known.name().equals(name)) {
            throw Refusal.of(
                            RefusalCode.PERSON_NAME_MISMATCH,
                            FieldFault.of("/patient/name", FieldFault.Code.MISMATCH))
                    .asException();
        }
        if (!person.insured()) {
            throw notInsured(on);
        }
        return person;
    }

    /** The refusal of a person whom basic medical insurance does not cover on a day. */
    static RuntimeException notInsured(LocalDate on) {
        return Refusal.of(RefusalCode.PERSON_NOT_INSURED, Map.of("date", on.toString())).asException();
    }

    /** Refuses a day on which no law of any scheme is known, before anybody is looked for in the register. */
    static void refuseIfNoPolicy(PolicyBook policies, LocalDate on) {
        if (!policies.anyInForce(on)) {
            throw noPolicy(on).get();
        }
    }

    /** The refusal where no policy is in force on a day. */
    static Supplier<RuntimeException> noPolicy(LocalDate on) {
        return () -> Refusal.of(RefusalCode.NO_POLICY_IN_FORCE, Map.of("date", on.toString())).asException();
    }

    private static IdNumber idNumber(ReceivedBill bill) {
        return IdNumber.parse(bill.patient().idNumber())
                .orElseThrow(() -> Refusal.of(
                                RefusalCode.ID_NUMBER_INVALID,
                                FieldFault.of("/patient/idNumber", FieldFault.Code.CHECK_DIGIT))
                        .asException());
    }

    private static void refuseIf(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
    }
}
