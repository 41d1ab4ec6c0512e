package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.onestop.access.Holdings;

/** A person's settlements with the bills behind them, reversals, the years' totals, and how long mutual aid covers them. */
@ApplicationScoped
class SettlementHoldings implements Holdings {

    /** The version counts movements and the admissions stays; all others are amounts. */
    private static final List<String> COUNTS = List.of("version", "admissions");

    @Override
    public List<Section> sections() {
        Stream<String> amounts = AccumulatorColumns.ALL.stream().filter(column -> !COUNTS.contains(column));
        return List.of(
                new Section(
                        "settlements",
                        "select s.id, s.hospital_code, s.bill_no, s.settled_at, s.client_id, r.id as reversal_id,"
                                + " convert_from(s.answer, 'UTF8')::json as answer, s.input::json as bill from settlement s"
                                + " left join settlement_reversal r on r.settlement_id = s.id"
                                + " where s.person_id = ? order by s.settled_at, s.id"),
                new Section(
                        "reversals",
                        "select id, settlement_id, hospital_code, reason, reversed_at, client_id,"
                                + " convert_from(answer, 'UTF8')::json as answer from settlement_reversal"
                                + " where person_id = ? order by reversed_at, id"),
                new Section(
                        "accumulators",
                        "select a.year, a.admissions, " + Holdings.yuan("a", amounts.toList())
                                + " from accumulator a where a.person_id = ? order by a.year"),
                new Section(
                        "mutualAidStandings",
                        "select term, member_from, covered_from, covered_until from member_standing where person_id = ?"
                                + " order by term"));
    }
}
