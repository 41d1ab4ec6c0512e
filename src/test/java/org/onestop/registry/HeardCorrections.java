package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what the register announces, as an audit would. */
@ApplicationScoped
class HeardCorrections {

    private final List<RegisterCorrected> heard = new CopyOnWriteArrayList<>();

    void hear(@Observes RegisterCorrected correction) {
        heard.add(correction);
    }

    List<RegisterCorrected> of(UUID person) {
        return heard.stream().filter(each -> each.persons().contains(person)).toList();
    }

    List<RegisterCorrected> of(String fileNo) {
        return heard.stream().filter(each -> fileNo.equals(each.fileNo())).toList();
    }
}
