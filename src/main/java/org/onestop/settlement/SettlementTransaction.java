package org.onestop.settlement;

import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Tier;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.TraceView;
import org.onestop.journal.RecordIds;
import org.onestop.money.Money;
import org.onestop.policy.PolicySet;
import org.onestop.policy.PolicyStore;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.IdNumber;
import org.onestop.registry.IdentityVault;
import org.onestop.registry.PersonFacts;
import org.onestop.time.BusinessClock;

/** One attempt to settle a bill. {@link #settle} tells the story of a settlement. */
@ApplicationScoped
class SettlementTransaction {

    private final SettlementDatabase database;
    private final Judgement judgement;
    private final StoredAnswers answers;
    private final Documents documents;
    private final PolicyStore policyStore;
    private final IdentityVault vault;
    private final Instance<SettlementObserver> observers;
    private final BusinessClock clock;

    SettlementTransaction(
            SettlementDatabase database,
            Judgement judgement,
            StoredAnswers answers,
            Documents documents,
            PolicyStore policyStore,
            IdentityVault vault,
            Instance<SettlementObserver> observers,
            BusinessClock clock) {
        this.database = database;
        this.judgement = judgement;
        this.answers = answers;
        this.documents = documents;
        this.policyStore = policyStore;
        this.vault = vault;
        this.observers = observers;
        this.clock = clock;
    }

    /**
     * Hopes that nobody else moves the person's year between looking and writing: the usual case, in two round
     * trips.
     */
    Answer optimistic(SettleRequest request) {
        return settle(database.unheld(), request);
    }

    /**
     * Takes the lock on the person's year first, so that a person whom many hospitals settle at once does not
     * starve.
     */
    Answer locked(SettleRequest request) {
        return database.transaction(connection -> {
            lockYear(connection, request);
            return settle(SettlementDatabase.held(connection), request);
        });
    }

    /** What would be settled; writes nothing. */
    SettlementAnswer preview(SettleRequest request) {
        Situation found = database.reading(connection -> look(connection, request));
        Judgement.Decision decision = judgement.decide(request.bill(), found);
        refuseIfBillStands(found);
        return SettlementAnswer.preview(decision, found.person());
    }

    private Answer settle(SettlementDatabase.Session session, SettleRequest request) {
        Situation found = session.look(connection -> look(connection, request));
        if (found.key() != null) {
            UUID first = found.key().replayed(request.fingerprint());
            return session.look(connection -> answers.first(connection, first));
        }
        yieldIfMasterDataMoved(session, found);
        Judgement.Decision decision = judgement.decide(request.bill(), found);
        refuseIfBillStands(found);
        refuseIfSplitChanged(request.bill(), found, decision);
        rememberPolicies(session, decision.policies());
        SettlementRecord record = record(request, found, decision);
        if (!write(session, record, found, decision)) {
            throw new LostRaceException("the person's year has moved on");
        }
        byte[] body = documents.settlement(record.answer(), decision.idNumber(), decision.name(), record.digest());
        return new Answer(record.id(), body, false);
    }

    /** A settlement is one statement; one that brings a benefit is a transaction with what the union makes of it. */
    private boolean write(
            SettlementDatabase.Session session, SettlementRecord record, Situation found, Judgement.Decision decision) {
        if (!record.mutualAidExpected().isPositive()) {
            return session.run(connection -> SettlementWriter.write(connection, record));
        }
        SettlementObserver.Settled settled = new SettlementObserver.Settled(
                record.id(),
                record.personId(),
                record.request().year(),
                record.request().bill().benefitDate(),
                record.mutualAidExpected(),
                documents.text(decision.outcome().trace().stream()
                        .filter(step -> step.tier() == Tier.MUTUAL_AID)
                        .map(TraceView::of)
                        .toList()),
                record.settledAt(),
                record.request().clientId());
        return session.together(connection -> {
            boolean isMember = MemberStandings.hold(
                    connection, record.personId(), record.request().year(), found.standing());
            if (!isMember || !SettlementWriter.write(connection, record)) {
                return false;
            }
            for (SettlementObserver observer : observers) {
                observer.settled(connection, settled);
            }
            return true;
        });
    }

    /** Reading master data anew needs a connection; who holds one gives it back first and begins again. */
    private void yieldIfMasterDataMoved(SettlementDatabase.Session session, Situation found) {
        if (session.isHeld() && !judgement.knowsMasterDataOf(found)) {
            throw new LostRaceException("hospitals or catalogue have moved on");
        }
    }

    /**
     * Storing a policy set for the first time needs a connection; who holds one gives it back first and begins
     * again.
     */
    private void rememberPolicies(SettlementDatabase.Session session, PolicySet policies) {
        if (session.isHeld() && !policyStore.isRemembered(policies)) {
            throw new LostRaceException("the policy has moved on");
        }
        policyStore.remember(policies);
    }

    private Situation look(Connection connection, SettleRequest request) throws SQLException {
        ReceivedBill bill = request.bill();
        byte[] index = IdNumber.parse(bill.patient().idNumber()).map(vault::index).orElse(null);
        return SituationReader.read(
                connection,
                new SituationReader.Sought(
                        request.clientId(), request.key(), bill.hospitalCode(), bill.billNo(), index, bill.benefitDate()));
    }

    private void lockYear(Connection connection, SettleRequest request) throws SQLException {
        byte[] index =
                IdNumber.parse(request.bill().patient().idNumber()).map(vault::index).orElse(null);
        String sql = "select a.version from person_facts(?, ?) p join accumulator a on a.person_id = p.person_id"
                + " and a.year = ? for update of a";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            Parameters values = new Parameters(lock);
            values.bytes(index);
            values.date(request.bill().benefitDate());
            values.number(request.year());
            lock.execute();
        }
    }

    private static void refuseIfBillStands(Situation found) {
        if (found.standingBill() != null) {
            throw Refusal.of(RefusalCode.BILL_ALREADY_SETTLED)
                    .with("settlement", StoredAnswers.link(found.standingBill()))
                    .asException();
        }
    }

    /** What the patient was shown is what is charged. */
    private void refuseIfSplitChanged(ReceivedBill bill, Situation found, Judgement.Decision decision) {
        Money expected = bill.expectedPatientPays();
        Money actual = decision.outcome().split().patientPays();
        if (expected != null && !expected.equals(actual)) {
            byte[] preview = documents.write(SettlementAnswer.preview(decision, found.person()));
            throw Refusal.of(
                            RefusalCode.SPLIT_CHANGED,
                            Map.of("expected", expected.toString(), "actual", actual.toString()))
                    .with("preview", new RawValue(new String(preview, java.nio.charset.StandardCharsets.UTF_8)))
                    .asException();
        }
    }

    private SettlementRecord record(SettleRequest request, Situation found, Judgement.Decision decision) {
        OffsetDateTime settledAt = clock.now();
        UUID id = RecordIds.next(settledAt.toInstant().toEpochMilli());
        PersonFacts person = found.person();
        Outcome.Adjudicated outcome = decision.outcome();
        SettlementAnswer answer = SettlementAnswer.stored(id, decision, person, settledAt);
        SettlementAnswer.HouseholdView household = answer.household();
        byte[] stored = documents.write(answer);
        byte[] input = InputWriter.write(decision.input());
        byte[] policySet = decision.policies().digest();
        byte[] digest = RecordDigest.ofSettlement(
                id,
                person.personId(),
                person.revision(),
                found.year().version() + 1,
                request,
                settledAt,
                policySet,
                input,
                stored);
        return new SettlementRecord(
                id,
                person.personId(),
                person.revision(),
                found.year().version(),
                request,
                person.scheme(),
                person.fileNo(),
                household == null ? null : household.category(),
                outcome.classification().assistanceClass(),
                outcome.split(),
                outcome.mutualAidExpected(),
                Movement.between(found.year().totals(), outcome.accumulatorsAfter(), person.scheme()),
                policySet,
                input,
                stored,
                settledAt,
                digest);
    }
}
