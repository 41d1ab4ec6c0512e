package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.onestop.access.Holdings;

/** What the audit has noted about a person's settlements. */
@ApplicationScoped
class FindingHoldings implements Holdings {

    @Override
    public List<Section> sections() {
        return List.of(new Section(
                "findings",
                "select f.id, f.kind, f.settlement_id, f.rule, f.text_zh, f.text_en, f.figures::json as figures, f.reason,"
                        + " f.affected_from, f.affected_to, f.kept::json as kept,"
                        + " f.would_be::json as would_be, " + Holdings.yuan("f", List.of("fund_difference")) + ", f.found_at"
                        + " from finding f where f.person_id = ? order by f.found_at, f.id"));
    }
}
