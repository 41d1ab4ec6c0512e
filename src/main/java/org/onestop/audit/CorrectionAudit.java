package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.settlement.Hindsight;
import org.onestop.settlement.Hindsight.Difference;
import org.onestop.settlement.Hindsight.PersonYear;

/** Finds the settlements that a correction would have changed. The settlements stay as they were made. */
@ApplicationScoped
class CorrectionAudit {

    private final Hindsight hindsight;
    private final Findings findings;

    CorrectionAudit(Hindsight hindsight, Findings findings) {
        this.hindsight = hindsight;
        this.findings = findings;
    }

    /** Looks inside the transaction that made the corrections. */
    void look(Corrections.Heard heard) {
        Map<PersonYear, List<Correction>> years = new LinkedHashMap<>();
        for (Correction each : heard.ofHospitals()) {
            hindsight
                    .yearsAt(each.object(), each.from(), each.to())
                    .forEach(year -> years.computeIfAbsent(year, none -> new ArrayList<>()).add(each));
        }
        Map<UUID, List<Correction>> byPerson = heard.ofPersons().stream()
                .collect(Collectors.groupingBy(
                        Corrections.OfPerson::person,
                        Collectors.mapping(Corrections.OfPerson::correction, Collectors.toList())));
        for (PersonYear year : hindsight.yearsIn(days(heard))) {
            years.computeIfAbsent(year, none -> new ArrayList<>()).addAll(byPerson.get(year.person()));
        }
        years.forEach(this::look);
    }

    private static List<Hindsight.Days> days(Corrections.Heard heard) {
        return heard.ofPersons().stream()
                .map(each -> new Hindsight.Days(
                        each.person(), each.correction().from(), each.correction().to()))
                .distinct()
                .toList();
    }

    private void look(PersonYear year, List<Correction> corrections) {
        for (Difference difference : hindsight.of(year)) {
            Correction direct = corrections.stream()
                    .filter(each -> concerns(each, difference))
                    .findFirst()
                    .orElse(null);
            findings.make(direct == null ? corrections.get(0) : direct, direct != null, difference);
        }
    }

    private static boolean concerns(Correction correction, Difference difference) {
        boolean elsewhere = correction.kind() == FindingKind.MASTER_DATA_CORRECTION
                && !difference.hospitalCode().equals(correction.object());
        return !elsewhere && correction.covers(difference.benefitDate());
    }
}
