package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what the register announces, as an audit would. */
@ApplicationScoped
class HeardCorrections {

    private final List<RegisterCorrected> heard = new CopyOnWriteArrayList<>();

    void hear(@Observes RegisterCorrected correction) {
        heard.add(correction);
    }

    List<RegisterCorrected> of(String fileNo) {
        return heard.stream().filter(each -> each.fileNo().equals(fileNo)).toList();
    }
}
