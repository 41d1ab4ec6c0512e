package org.onestop.sandbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.onestop.registry.AssistanceClasses;

/**
 * Builds the made-up demonstration city when the service starts, where that is asked for: once, in parts of which each is
 * there wholly or not at all. It stands on the sandbox and is refused without it.
 */
@ApplicationScoped
class DemonstrationCity {

    private static final Logger LOG = Logger.getLogger(DemonstrationCity.class);
    private static final int AFTER_SANDBOX = 200;

    /** The city's hospitals and clients. */
    static final String FILE = "/sandbox/demonstration-city.json";

    private final boolean sandbox;
    private final boolean wanted;
    private final long seed;
    private final SandboxData data;
    private final CityParts parts;
    private final CityRegister register;
    private final AssistanceClasses classes;

    DemonstrationCity(
            @ConfigProperty(name = "onestop.sandbox") Optional<Boolean> sandbox,
            @ConfigProperty(name = "onestop.demonstration-city") Optional<Boolean> wanted,
            @ConfigProperty(name = "onestop.demonstration-city.seed") long seed,
            SandboxData data,
            CityParts parts,
            CityRegister register,
            AssistanceClasses classes) {
        this.sandbox = sandbox.orElse(false);
        this.wanted = wanted.orElse(false);
        this.seed = seed;
        this.data = data;
        this.parts = parts;
        this.register = register;
        this.classes = classes;
    }

    void build(@Observes @Priority(AFTER_SANDBOX) StartupEvent started) {
        if (!wanted) {
            return;
        }
        if (!sandbox) {
            throw new IllegalStateException("拒绝启动:onestop.demonstration-city 只能与样例环境(onestop.sandbox=true)一起使用。"
                    + " Refused to start: onestop.demonstration-city works with the sandbox (onestop.sandbox=true) alone.");
        }
        data.load(FILE);
        byte[] name = City.name(seed);
        if (CityRegister.PARTS.stream().allMatch(part -> parts.isMade(part, name))) {
            return;
        }
        LOG.info("正在生成样例城市,约需一两分钟 making the demonstration city, which takes a minute or two");
        City city = city();
        parts.make(CityRegister.HOUSEHOLDS, name, () -> register.households(city));
        parts.make(CityRegister.UNION, name, () -> register.union(city));
        LOG.infof("样例城市已就绪 the demonstration city is ready: %d households", city.households().size());
    }

    /** The city in memory. */
    City city() {
        return City.made(seed, CityFigures.published(), data.sandbox(), classes);
    }
}
