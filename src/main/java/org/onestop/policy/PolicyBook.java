package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onestop.adjudication.Scheme;

/**
 * All policies by scheme and date. Reads the files once, when it is made; afterwards looking up costs one step
 * through a sorted map.
 */
@ApplicationScoped
public class PolicyBook {

    private final Map<String, ParameterFile> files;
    private final Map<Scheme, Timeline> timelines = new EnumMap<>(Scheme.class);

    /**
     * Reads the files.
     *
     * @param directory replaces the files in the program; may be absent
     * @throws PolicyFileException naming everything that is wrong with them
     */
    public PolicyBook(@ConfigProperty(name = "onestop.policy.dir") Optional<Path> directory) {
        files = directory.map(PolicyFiles::directory).orElseGet(PolicyFiles::packaged);
        for (Scheme scheme : Scheme.values()) {
            timelines.put(scheme, Timeline.of(scheme, files));
        }
    }

    /** Made when the service starts, so that faulty files refuse the start and not the first bill. */
    void beReady(@Observes StartupEvent started) {}

    /**
     * The policy in force.
     *
     * @param scheme not null
     * @param on     the benefit date; not null
     * @return empty where no policy is in force; always the same instance between two changes
     */
    public Optional<PolicySet> find(Scheme scheme, LocalDate on) {
        return timelines.get(scheme).find(on);
    }

    /** Whether a policy of any scheme is in force. */
    public boolean anyInForce(LocalDate on) {
        return timelines.values().stream().anyMatch(timeline -> timeline.find(on).isPresent());
    }

    /** Every parameter that has a value in force on a date, with that value alone, in the order of ids. */
    public List<ParameterView> inForce(LocalDate on) {
        return files.values().stream()
                .flatMap(file -> file.inForce(on).stream().map(value -> ParameterView.of(file, List.of(value))))
                .toList();
    }

    /** One parameter with all its values; empty where there is no such parameter. */
    public Optional<ParameterView> parameter(String id) {
        return Optional.ofNullable(files.get(id)).map(file -> ParameterView.of(file, file.values()));
    }

    /** One parameter with the value in force on a date; empty where there is none. */
    public Optional<ParameterView> parameter(String id, LocalDate on) {
        return Optional.ofNullable(files.get(id))
                .flatMap(file -> file.inForce(on).map(value -> ParameterView.of(file, List.of(value))));
    }

    /**
     * A policy made of values that somebody wants to try.
     *
     * @param values by parameter id, shaped as in the files; they go before those in force, or before the draft's
     * @param draft  by parameter id; stands in the place of everything in force; null where that counts
     */
    public PolicyTrial trial(
            Scheme scheme, LocalDate on, Map<String, JsonNode> values, Map<String, JsonNode> draft) {
        return TrialAssembly.make(scheme, on, Timeline.inForce(scheme, files, on), values, draft);
    }

    /** The value of the present files that began on a day. */
    Optional<PolicyValue> value(String id, LocalDate from) {
        return Optional.ofNullable(files.get(id))
                .flatMap(file -> file.values().stream().filter(value -> value.from().equals(from)).findFirst());
    }
}
