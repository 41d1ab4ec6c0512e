package org.onestop.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.onestop.start.StartRefusedException;

/**
 * Decides once, from the settings that others gave, where the data lie: if a database's address is set, that server
 * is used and everything else must be set too; otherwise an embedded server answers for all of it.
 */
public final class DatabaseSettingsFactory implements ConfigSourceFactory {

    static final String URL = "quarkus.datasource.jdbc.url";
    private static final String SCHEME = "jdbc:postgresql:";
    private static final String DATA_DIRECTORY = "onestop.data.dir";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (isSet(context, URL)) {
            if (applicationRuns()) {
                RequiredSettings.check(name -> isSet(context, name));
                WeakSecrets.check(name -> isSet(context, name) ? context.getValue(name).getValue() : null);
                checkAddress(context.getValue(URL).getValue());
            }
            return List.of();
        }
        String directory = isSet(context, DATA_DIRECTORY) ? context.getValue(DATA_DIRECTORY).getValue() : null;
        return directory == null ? List.of() : List.of(new EmbeddedSettings(Path.of(directory).toAbsolutePath()));
    }

    /** The address is not shown: it may hold a password. */
    private static void checkAddress(String url) {
        if (!url.startsWith(SCHEME)) {
            throw new StartRefusedException("QUARKUS_DATASOURCE_JDBC_URL须以" + SCHEME + "开头。"
                    + " QUARKUS_DATASOURCE_JDBC_URL must begin with " + SCHEME);
        }
    }

    private static boolean isSet(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }

    /**
     * Whether the application runs, or is being built: a build asks for settings too, and must neither start a server
     * nor be refused for want of a secret.
     */
    static boolean applicationRuns() {
        try {
            Class.forName("io.quarkus.runner.ApplicationImpl", false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
