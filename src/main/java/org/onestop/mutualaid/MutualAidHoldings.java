package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.onestop.access.Holdings;

/** A person's memberships with what was due and paid for them, and their benefits. */
@ApplicationScoped
class MutualAidHoldings implements Holdings {

    private static final List<String> AMOUNT = List.of("amount");

    @Override
    public List<Section> sections() {
        return List.of(
                new Section(
                        "memberships",
                        "select m.membership_id, m.term, m.credit_code, m.joined_on, m.left_on, m.left_because,"
                                + " m.recorded_at, m.superseded_at from membership m where m.person_id = ?"
                                + " order by m.term, m.id"),
                new Section(
                        "contributions",
                        "select d.membership_id, d.term, " + Holdings.yuan("d", AMOUNT) + ", o.outcome, o.received_on,"
                                + " c.receipt_year, c.receipt_number, f.refunded_on, f.reason as refund_reason"
                                + " from contribution_due d left join contribution_due_outcome o using (membership_id)"
                                + " left join contribution c on c.id = o.contribution_id"
                                + " left join contribution_refund f on f.membership_id = d.membership_id"
                                + " where d.person_id = ? order by d.term, d.membership_id"),
                new Section(
                        "benefits",
                        "select b.id, b.settlement_id, b.term, b.benefit_date, " + Holdings.yuan("b", AMOUNT)
                                + ", b.opened_at, (select json_agg(json_build_object('kind', e.kind, 'state', e.state,"
                                + " 'happenedOn', e.happened_on, 'reason', e.reason, 'subject', e.subject) order by e.step)"
                                + " from benefit_event e where e.benefit_id = b.id) as events"
                                + " from benefit b where b.person_id = ? order by b.opened_at, b.id"));
    }
}
