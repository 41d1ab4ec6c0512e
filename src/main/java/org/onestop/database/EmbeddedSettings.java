package org.onestop.database;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Answers, last of all sources, what the embedded server and its own secrets make of a setting. */
final class EmbeddedSettings implements ConfigSource {

    private static final String ADMIN_ID = RequiredSettings.FIRST_ADMIN_ID;
    private static final String ADMIN_SECRET = RequiredSettings.FIRST_ADMIN_SECRET;

    private static final Set<String> NAMES = Stream.concat(
                    RequiredSettings.REQUIRED.keySet().stream(),
                    Stream.of(DatabaseSettingsFactory.URL, "onestop.sandbox", "quarkus.http.host", ADMIN_ID, ADMIN_SECRET))
            .collect(Collectors.toUnmodifiableSet());

    private final Path directory;
    private final String url;

    /**
     * Starts the server where the application runs, before anything of its directory is read.
     *
     * @param directory absolute
     */
    EmbeddedSettings(Path directory) {
        this.directory = directory;
        this.url = DatabaseSettingsFactory.applicationRuns() ? EmbeddedServer.url(directory) : null;
    }

    @Override
    public int getOrdinal() {
        return 10;
    }

    @Override
    public Set<String> getPropertyNames() {
        // Settings that are kept in groups are asked for only if some source names them.
        return url != null ? NAMES : Set.of();
    }

    @Override
    public String getValue(String name) {
        if (!NAMES.contains(name)) {
            return null;
        }
        if (url == null) {
            // While the program is being built nothing is made; but without a place for the keys to lie, development
            // and tests would be given keys of the build's own, which go before these.
            return name.endsWith("key.location") ? location(directory.resolve("secrets")) : null;
        }
        Secrets secrets = new Secrets(directory.resolve("secrets"));
        return switch (name) {
            case DatabaseSettingsFactory.URL -> url;
            case "quarkus.datasource.username" -> Roles.SERVICE;
            case "quarkus.datasource.password" -> secrets.password(Roles.SERVICE);
            case "quarkus.flyway.username" -> Roles.OWNER;
            case "quarkus.flyway.password" -> secrets.password(Roles.OWNER);
            case "onestop.identity.key" -> secrets.key(Secrets.IDENTITY_KEY);
            case "onestop.identity.index-key" -> secrets.key(Secrets.IDENTITY_INDEX_KEY);
            case "onestop.seal.key" -> secrets.key("seal-key");
            case "smallrye.jwt.sign.key.location" -> location(secrets.signingKey());
            case "mp.jwt.verify.publickey.location" -> location(secrets.verifyingKey());
            case ADMIN_ID -> "system-admin";
            case ADMIN_SECRET -> secrets.key("first-admin-client-secret");
            case "onestop.sandbox" -> "true";
            case "quarkus.http.host" -> "127.0.0.1";
            default -> null;
        };
    }

    /** As the keys' readers want it: what follows the scheme is a plain path, in which nothing is escaped. */
    private static String location(Path file) {
        return "file:" + file;
    }

    @Override
    public String getName() {
        return "embedded PostgreSQL in " + directory;
    }
}
