package org.onestop.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.journal.Digest;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.settlement.SettlementDesk;

/**
 * Settles the made-up year, visit after visit in the order of their dates. Each step has a key of its own, so that going
 * through all of them again changes nothing.
 */
@ApplicationScoped
class YearRun {

    private static final Logger LOG = Logger.getLogger(YearRun.class);
    private static final String PART = "year";
    private static final int REPORTED = 2_000;
    private static final Set<RefusalCode> PASSING =
            Set.of(RefusalCode.OVERLOADED, RefusalCode.OUTCOME_UNKNOWN, RefusalCode.REQUEST_IN_PROGRESS);
    private static final int ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int settlements;
    private final long seed;
    private final SettlementDesk desk;
    private final CityParts parts;
    private final SandboxData data;
    private volatile boolean stopped;

    YearRun(
            @ConfigProperty(name = "onestop.demonstration-year.settlements") int settlements,
            @ConfigProperty(name = "onestop.demonstration-city.seed") long seed,
            SettlementDesk desk,
            CityParts parts,
            SandboxData data) {
        this.settlements = settlements;
        this.seed = seed;
        this.desk = desk;
        this.parts = parts;
        this.data = data;
    }

    boolean isDone() {
        return parts.isMade(PART, name());
    }

    void stop() {
        stopped = true;
    }

    private byte[] name() {
        String text = "demonstration year " + City.EDITION + " " + seed + " " + settlements;
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    void settle(City city) {
        CityFigures figures = CityFigures.published();
        List<YearHospital> hospitals =
                YearHospital.on(figures.asOf(), List.of(data.sandbox(), SandboxData.read(DemonstrationCity.FILE)));
        List<YearVisit> visits =
                new YearPlan(city, figures.asOf().getYear(), hospitals, seed).visits(settlements);
        YearBills bills = new YearBills(data.sandbox(), seed);
        Map<String, Integer> refusals = new TreeMap<>();
        for (YearVisit visit : visits) {
            if (stopped) {
                LOG.infof("样例年度暂停于 the demonstration year rests at %d/%d", visit.number() - 1, visits.size());
                return;
            }
            patiently(visit, bills).ifPresent(code -> refusals.merge(code.code(), 1, Integer::sum));
            if (visit.number() % REPORTED == 0) {
                LOG.infof("样例年度 demonstration year: %d/%d", visit.number(), visits.size());
            }
        }
        parts.make(PART, name(), () -> {});
        LOG.infof("样例年度已就绪 the demonstration year is ready: %d visits, refused %s", visits.size(), refusals);
    }

    /** Where the database is busy or away, the visit is tried again after a while: its keys make that harmless. */
    private Optional<RefusalCode> patiently(YearVisit visit, YearBills bills) {
        for (int attempt = 1; ; attempt++) {
            try {
                settle(visit, bills);
                return Optional.empty();
            } catch (RefusedException refused) {
                RefusalCode code = refused.refusal().code();
                if (!PASSING.contains(code) || attempt == ATTEMPTS || stopped) {
                    return Optional.of(code);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void settle(YearVisit visit, YearBills bills) {
        String client = visit.hospital().client();
        UUID settled = desk.settle(client, visit.key("settle"), bills.bill(visit, 1));
        if (visit.fate() == YearVisit.Fate.SETTLED) {
            return;
        }
        String reason = visit.fate() == YearVisit.Fate.CORRECTED ? "样例:费用录入有误" : "样例:退费";
        desk.reverse(client, visit.hospital().code(), settled, visit.key("reverse"), reason);
        if (visit.fate() == YearVisit.Fate.CORRECTED) {
            desk.settle(client, visit.key("correct"), bills.bill(visit, 2));
        }
    }
}
