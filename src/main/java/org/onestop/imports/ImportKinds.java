package org.onestop.imports;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be imported: whatever features there are. */
@ApplicationScoped
class ImportKinds {

    private final Map<String, ImportKind> byName = new TreeMap<>();

    ImportKinds(@All List<ImportKind> kinds) {
        for (ImportKind kind : kinds) {
            if (byName.put(kind.name(), kind) != null) {
                throw new IllegalStateException("two kinds of import are called " + kind.name());
            }
        }
    }

    Optional<ImportKind> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
