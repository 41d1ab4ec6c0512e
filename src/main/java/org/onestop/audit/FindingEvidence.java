package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.onestop.journal.Evidence;
import org.onestop.journal.RowWitness;
import org.onestop.journal.Witness;

/** Shows findings and what was done about them to the verification. */
@ApplicationScoped
class FindingEvidence implements Evidence {

    private static final String FINDING = "FINDING";
    private static final String OBSERVATION = "OBSERVATION";
    private static final String EVENT = "FINDING_EVENT";

    private static final String FINDINGS = "select f.id, '" + FINDING + "', f.id::text,"
            + " array_remove(array[case when f.difference <> sha256(convert_to(f.would_be, 'UTF8')) then 'difference' end],"
            + " null), f.id, f.kind, f.settlement_id as \"settlementId\", f.person_id as \"personId\", f.reason, f.object,"
            + " f.affected_from as \"affectedFrom\", f.affected_to as \"affectedTo\", f.direct::text as direct,"
            + " sha256(convert_to(f.kept, 'UTF8')) as kept, sha256(convert_to(f.would_be, 'UTF8')) as \"wouldBe\","
            + " f.fund_difference as \"fundDifference\", f.found_at as \"foundAt\","
            + " f.record_digest as \"" + RowWitness.KEPT + "\" from finding f where f.id = any (?) and f.reason is not null";

    private static final String OBSERVATIONS = "select f.id, '" + OBSERVATION + "', f.id::text, array[]::text[], f.id,"
            + " f.kind, f.settlement_id as \"settlementId\", f.person_id as \"personId\", f.file_no as \"fileNo\","
            + " f.hospital_code as \"hospitalCode\", f.rule, f.rule_version as \"ruleVersion\", f.hit_key as \"hitKey\","
            + " sha256(convert_to(f.figures, 'UTF8')) as figures, sha256(convert_to(f.text_zh, 'UTF8')) as \"textZh\","
            + " sha256(convert_to(f.text_en, 'UTF8')) as \"textEn\","
            + " (select string_agg(x.settlement_id::text, ',' order by x.settlement_id) from finding_settlement x"
            + " where x.finding_id = f.id) as settlements, f.found_at as \"foundAt\","
            + " f.record_digest as \"" + RowWitness.KEPT + "\" from finding f where f.id = any (?) and f.reason is null";

    private static final String EVENTS = "select e.id, '" + EVENT + "', e.finding_id || ':' || e.sequence, array[]::text[],"
            + " e.id, e.finding_id as \"findingId\", e.sequence, e.kind, e.state, e.assignee, sha256(e.note) as note,"
            + " e.answer,"
            + " e.outcome, e.hospital_code as \"hospitalCode\", e.client_id as \"clientId\", e.subject,"
            + " e.recorded_at as \"recordedAt\", e.record_digest as \"" + RowWitness.KEPT + "\""
            + " from finding_event e where e.id = any (?)";

    @Override
    public List<Witness> witnesses() {
        return List.of(
                new RowWitness("finding", Set.of(FINDING), FINDINGS, subjects(FINDING, "reason is not null")),
                new RowWitness("finding", Set.of(OBSERVATION), OBSERVATIONS, subjects(OBSERVATION, "reason is null")),
                new RowWitness("finding_event", Set.of(EVENT), EVENTS, RowWitness.each("finding_event", EVENT)));
    }

    private static String subjects(String kind, String which) {
        return "select id, '" + kind + "', 1 from finding where id > ? and " + which + " order by id limit ?";
    }
}
