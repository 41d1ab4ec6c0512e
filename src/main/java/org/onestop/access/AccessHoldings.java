package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who looked at a person's data; the request that asks for it is itself the last of them. */
@ApplicationScoped
class AccessHoldings implements Holdings {

    @Override
    public List<Section> sections() {
        return List.of(new Section(
                "accesses",
                "select accessed_at, client_id, subject, role, operation, purpose, object from access_record"
                        + " where person_id = ? order by id"));
    }
}
