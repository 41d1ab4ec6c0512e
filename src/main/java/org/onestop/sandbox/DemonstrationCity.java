package org.onestop.sandbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.registry.AssistanceClasses;
import org.onestop.start.StartRefusedException;

/**
 * Builds the made-up demonstration city when the service starts, where that is asked for: once, in parts of which each is
 * there wholly or not at all. It stands on the sandbox and is refused without it.
 */
@ApplicationScoped
class DemonstrationCity {

    private static final Logger LOG = Logger.getLogger(DemonstrationCity.class);
    private static final int AFTER_SANDBOX = 200;
    private static final String WHOLE = "city";
    private static final String CONTRIBUTIONS = "contributions";

    /** The city's hospitals and clients. */
    static final String FILE = "/sandbox/demonstration-city.json";

    private final boolean sandbox;
    private final boolean wanted;
    private final long seed;
    private final SandboxData data;
    private final CityParts parts;
    private final CityRegister register;
    private final CityFund fund;
    private final CityProcedure procedure;
    private final AssistanceClasses classes;

    DemonstrationCity(
            @ConfigProperty(name = "onestop.sandbox") Optional<Boolean> sandbox,
            @ConfigProperty(name = "onestop.demonstration-city") Optional<Boolean> wanted,
            @ConfigProperty(name = "onestop.demonstration-city.seed") long seed,
            SandboxData data,
            CityParts parts,
            CityRegister register,
            CityFund fund,
            CityProcedure procedure,
            AssistanceClasses classes) {
        this.sandbox = sandbox.orElse(false);
        this.wanted = wanted.orElse(false);
        this.seed = seed;
        this.data = data;
        this.parts = parts;
        this.register = register;
        this.fund = fund;
        this.procedure = procedure;
        this.classes = classes;
    }

    void build(@Observes @Priority(AFTER_SANDBOX) StartupEvent started) {
        if (!wanted) {
            return;
        }
        if (!sandbox) {
            throw new StartRefusedException("ONESTOP_DEMONSTRATION_CITY只能与样例环境(ONESTOP_SANDBOX=true)一起使用。"
                    + " ONESTOP_DEMONSTRATION_CITY works with the sandbox (ONESTOP_SANDBOX=true) alone.");
        }
        data.load(FILE);
        byte[] name = City.name(seed);
        if (parts.isMade(WHOLE, name)) {
            // A city that was made before contributions were kept gets them now.
            parts.make(CONTRIBUTIONS, name, () -> fund.contributions(city()));
            return;
        }
        LOG.info("正在生成样例城市,约需一两分钟 making the demonstration city, which takes a minute or two");
        City city = city();
        parts.make("households", name, () -> register.households(city));
        LOG.infof("样例城市 demonstration city: %d户 households", city.households().size());
        parts.make("union", name, () -> fund.union(city));
        parts.make(CONTRIBUTIONS, name, () -> fund.contributions(city));
        LOG.infof("样例城市 demonstration city: %d个单位 units", city.units().size());
        List<CityApplication> applications = city.applications();
        for (int i = 0; i < applications.size(); i += CityProcedure.BATCH) {
            List<CityApplication> batch =
                    applications.subList(i, Math.min(i + CityProcedure.BATCH, applications.size()));
            parts.make("procedure-" + (1 + i / CityProcedure.BATCH), name, () -> procedure.applications(batch));
        }
        parts.make(WHOLE, name, () -> {});
        LOG.infof("样例城市已就绪 the demonstration city is ready; %d份申请 applications", applications.size());
    }

    /** The city in memory. */
    City city() {
        return City.made(seed, CityFigures.published(), data.sandbox(), classes);
    }
}
