package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestop.journal.Evidence;
import org.onestop.journal.RowWitness;
import org.onestop.journal.Witness;

/** Shows the fund's documents to the verification, with the lines that {@link FundJournal} was given for each. */
@ApplicationScoped
class FundEvidence implements Evidence {

    private static final String BY_WHOM = ", t.subject, t.recorded_at as \"recordedAt\"";

    /** As {@link ContributionRows} writes a receipt's number. */
    private static final String RECEIPT =
            "t.receipt_year || '-' || lpad(t.receipt_number::text, greatest(6, length(t.receipt_number::text)), '0')";

    /** A benefit's amount and day are its settlement's. */
    private static final String BENEFITS = "select t.id, 'BENEFIT', t.id::text, array_remove(array["
            + "case when t.benefit_date is distinct from s.benefit_date then 'benefit_date' end,"
            + " case when t.amount is distinct from s.mutual_aid_expected then 'amount' end,"
            + " case when t.opened_at is distinct from s.settled_at then 'opened_at' end], null),"
            + " t.id, t.settlement_id as settlement, t.person_id as person, t.term, t.amount"
            + " from benefit t left join settlement s on s.id = t.settlement_id where t.id = any (?)";

    private static final String EVENTS = "select t.benefit_id, 'BENEFIT_' || t.kind, t.benefit_id || '/' || t.step,"
            + " '{}'::text[], t.benefit_id as id, t.step, t.state, t.happened_on as \"happenedOn\", t.amount,"
            + " t.batch_id as batch, t.bank_reference as \"bankReference\", t.reason" + BY_WHOM
            + " from benefit_event t where t.benefit_id = any (?)";

    /** Of each benefit how many events of each kind; of one without events that it has none. */
    private static final String EVENT_SUBJECTS =
            "select b.id, coalesce('BENEFIT_' || e.kind, 'BENEFIT'), count(e.benefit_id)"
                    + " from (select id from benefit where id > ? order by id limit ?) b left join benefit_event e"
                    + " on e.benefit_id = b.id group by 1, 2 order by 1";

    private static final Set<String> EVENT_KINDS = Stream.of(BenefitEvent.Kind.values())
            .map(kind -> "BENEFIT_" + kind)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public List<Witness> witnesses() {
        return List.of(
                document("contribution", "CONTRIBUTION", "t.credit_code as unit", "t.term", "t.amount",
                        "t.received_on as \"receivedOn\"", "t.bank_reference as \"bankReference\"", "t.outcome", "t.matched",
                        "t.suspense", RECEIPT + " as receipt"),
                document("contribution_allotment", "CONTRIBUTION_ALLOTMENT", "t.contribution_id as contribution", "t.amount",
                        "t.members", "t.allotted_on as \"allottedOn\""),
                document("contribution_refund", "CONTRIBUTION_REFUND", "t.contribution_id as contribution",
                        "t.membership_id as membership", "t.amount", "t.refunded_on as \"refundedOn\"",
                        "t.bank_reference as \"bankReference\"", "t.reason"),
                document("payment_batch", "PAYMENT_BATCH", "t.benefits", "t.amount"),
                new RowWitness("benefit", Set.of("BENEFIT"), BENEFITS, RowWitness.each("benefit", "BENEFIT")),
                new RowWitness("benefit_event", EVENT_KINDS, EVENTS, EVENT_SUBJECTS));
    }

    private static Witness document(String table, String kind, String... lines) {
        String columns = Arrays.stream(lines).collect(Collectors.joining(", "));
        String rows = "select t.id, '" + kind + "', t.id::text, '{}'::text[], t.id, " + columns + BY_WHOM + " from " + table
                + " t where t.id = any (?)";
        return new RowWitness(table, Set.of(kind), rows, RowWitness.each(table, kind));
    }
}
