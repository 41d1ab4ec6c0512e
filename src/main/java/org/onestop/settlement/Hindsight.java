package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.PatientStatus;
import org.onestop.adjudication.Policy;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.Split;
import org.onestop.hospital.Hospital;
import org.onestop.hospital.Hospitals;
import org.onestop.money.Money;
import org.onestop.policy.PolicyBook;
import org.onestop.policy.PolicySet;
import org.onestop.policy.PolicyStore;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.PersonFacts;

/**
 * What a person's year would have been, had always been known what the register and the hospitals' records say now.
 * Nothing that was settled is changed by it.
 *
 * <p>The standing settlements of the year are adjudicated again one after another, each on the totals that the ones before
 * leave: a deductible that one of them would have charged is not charged again by the next. Bills, the catalogue's terms,
 * union membership and the policy values are those stored; only a settlement that would have come under the other scheme
 * takes the values of that one from the files.
 */
@ApplicationScoped
public class Hindsight {

    private static final String STANDING = "not exists (select from settlement_reversal r where r.settlement_id = s.id)";

    private static final String YEARS_IN_DAYS = "select distinct s.person_id, s.year"
            + " from unnest(?::uuid[], ?::date[], ?::date[]) d (person, first, last)"
            + " join settlement s on s.person_id = d.person and s.year >= extract(year from d.first)"
            + " and s.benefit_date between d.first and coalesce(d.last, 'infinity') and " + STANDING;

    private static final String YEARS_AT_HOSPITAL = "select distinct s.person_id, s.year from settlement s"
            + " where s.hospital_code = ? and s.benefit_date between ? and coalesce(?::date, 'infinity') and " + STANDING;

    private static final String OF_YEAR = "select s.id, s.hospital_code, s.benefit_date, s.scheme, s.assistance_class,"
            + " s.input, s.policy_set, " + SettlementWriter.splitColumns("s.") + ", " + PersonFacts.COLUMNS
            + " from settlement s join lateral (select n.id_index from person_identity n"
            + " where n.person_id = s.person_id order by n.revision desc limit 1) i on true"
            + " left join lateral person_facts(i.id_index, s.benefit_date) p on true"
            + " where s.person_id = ? and s.year = ? and " + STANDING + " order by s.sequence";

    private static final int FIRST_AMOUNT = 8;
    private static final int PERSON = FIRST_AMOUNT + SettlementWriter.SPLIT_COLUMNS.size();

    private final SettlementDatabase database;
    private final PolicyStore stored;
    private final PolicyBook book;
    private final Hospitals hospitals;

    Hindsight(SettlementDatabase database, PolicyStore stored, PolicyBook book, Hospitals hospitals) {
        this.database = database;
        this.stored = stored;
        this.book = book;
        this.hospitals = hospitals;
    }

    /** Some days of a person; {@code to} is null where they have no end. */
    public record Days(UUID person, LocalDate from, LocalDate to) {}

    /** A person's calendar year. */
    public record PersonYear(UUID person, int year) {}

    /**
     * What came of a bill.
     *
     * @param scheme            null where it would have been refused
     * @param assistanceClass   null where none applies
     * @param split             null where it would have been refused
     * @param mutualAidExpected null where it would have been refused
     * @param refusal           null unless it would have been refused
     */
    public record Result(
            Scheme scheme, Integer assistanceClass, Split split, Money mutualAidExpected, RefusalCode refusal) {

        private static Result refused(RefusalCode code) {
            return new Result(null, null, null, null, code);
        }

        private boolean paysAs(Result other) {
            return Objects.equals(split, other.split) && Objects.equals(mutualAidExpected, other.mutualAidExpected);
        }

        /** What the funds pay together: nothing where it would have been refused. */
        public Money fundTotal() {
            return split == null ? Money.ZERO : split.fundTotal();
        }
    }

    /** A settlement whose amounts would have been others. */
    public record Difference(
            UUID settlement, UUID person, String hospitalCode, LocalDate benefitDate, Result kept, Result again) {}

    /** The years in which something stands that was settled for one of the days. */
    public Set<PersonYear> yearsIn(Collection<Days> days) {
        return database.statements(connection -> {
            try (PreparedStatement query = connection.prepareStatement(YEARS_IN_DAYS)) {
                query.setArray(1, array(connection, "uuid", days.stream().map(Days::person)));
                query.setArray(2, array(connection, "date", days.stream().map(Days::from)));
                query.setArray(3, array(connection, "date", days.stream().map(Days::to)));
                return years(query);
            }
        });
    }

    private static java.sql.Array array(Connection connection, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(
                type, values.map(each -> each == null ? null : each.toString()).toArray());
    }

    /** The years in which something stands that a hospital settled for one of the days; {@code to} as in {@link Days}. */
    public Set<PersonYear> yearsAt(String hospitalCode, LocalDate from, LocalDate to) {
        return database.statements(connection -> {
            try (PreparedStatement query = connection.prepareStatement(YEARS_AT_HOSPITAL)) {
                Parameters values = new Parameters(query);
                values.text(hospitalCode);
                values.date(from);
                values.date(to);
                return years(query);
            }
        });
    }

    private static Set<PersonYear> years(PreparedStatement query) throws SQLException {
        Set<PersonYear> found = new LinkedHashSet<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new PersonYear(row.getObject(1, UUID.class), row.getInt(2)));
            }
        }
        return found;
    }

    /** What stands of the year and would have been settled otherwise, in the order in which it was settled. */
    public List<Difference> of(PersonYear year) {
        return database.statements(connection -> {
            List<Difference> found = new ArrayList<>();
            Accumulators running = null;
            for (Kept kept : kept(connection, year)) {
                SettlementInput input = InputReader.read(kept.input());
                running = running == null ? input.before() : running;
                Outcome outcome = decide(connection, kept, input, running);
                Result again = result(kept, outcome);
                running = outcome instanceof Outcome.Adjudicated done ? done.accumulatorsAfter() : running;
                if (!again.paysAs(kept.result())) {
                    found.add(new Difference(
                            kept.id(), year.person(), kept.hospitalCode(), kept.benefitDate(), kept.result(), again));
                }
            }
            return found;
        });
    }

    /**
     * A settlement as it stands, and what the register says now.
     *
     * @param person null where the register knows nobody
     */
    private record Kept(
            UUID id,
            String hospitalCode,
            LocalDate benefitDate,
            Result result,
            String input,
            byte[] policySet,
            PersonFacts person) {}

    private static List<Kept> kept(Connection connection, PersonYear year) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_YEAR)) {
            query.setObject(1, year.person());
            query.setInt(2, year.year());
            List<Kept> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Kept(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, LocalDate.class),
                            new Result(
                                    Scheme.valueOf(row.getString(4)),
                                    row.getObject(5, Integer.class),
                                    SettlementReader.split(row, FIRST_AMOUNT),
                                    SettlementReader.mutualAidExpected(row, FIRST_AMOUNT),
                                    null),
                            row.getString(6),
                            row.getBytes(7),
                            PersonFacts.read(row, PERSON)));
                }
            }
            return found;
        }
    }

    /** What would come of it now, in the order of precedence of the refusals. */
    private Outcome decide(Connection connection, Kept kept, SettlementInput input, Accumulators before)
            throws SQLException {
        Optional<Hospital> hospital = hospitals.onRecord(connection, kept.hospitalCode(), kept.benefitDate());
        if (hospital.isEmpty()) {
            return new Outcome.Refused(Refusal.of(RefusalCode.HOSPITAL_UNKNOWN));
        }
        PersonFacts person = kept.person();
        if (person == null || !person.insured()) {
            return new Outcome.Refused(Refusal.of(RefusalCode.PERSON_NOT_INSURED));
        }
        Optional<Policy> policy = policy(kept, person.scheme());
        if (policy.isEmpty()) {
            return new Outcome.Refused(Refusal.of(RefusalCode.NO_POLICY_IN_FORCE));
        }
        PatientStatus patient = new PatientStatus(
                person.scheme(),
                person.workingStatus(),
                person.labels(),
                null,
                input.patient().member(),
                input.patient().inGoodStanding());
        SettlementInput now = input.with(hospital.get().level(), hospital.get().place(), patient, before);
        return Adjudicator.adjudicate(policy.get(), now.patient(), now.before(), now.bill());
    }

    private Optional<Policy> policy(Kept kept, Scheme scheme) {
        return scheme == kept.result().scheme()
                ? stored.load(kept.policySet())
                : book.find(scheme, kept.benefitDate()).map(PolicySet::policy);
    }

    private static Result result(Kept kept, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Result.refused(refused.refusal().code());
        }
        Outcome.Adjudicated again = (Outcome.Adjudicated) outcome;
        return new Result(
                kept.person().scheme(),
                again.classification().assistanceClass(),
                again.split(),
                again.mutualAidExpected(),
                null);
    }
}
