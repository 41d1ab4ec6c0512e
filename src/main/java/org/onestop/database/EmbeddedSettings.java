package org.onestop.database;

import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Answers, last of all sources, what the embedded server and its own secrets make of a setting. */
final class EmbeddedSettings implements ConfigSource {

    private final Path directory;

    EmbeddedSettings(Path directory) {
        this.directory = directory;
    }

    @Override
    public int getOrdinal() {
        return 10;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getValue(String name) {
        if (!asksForOurs(name) || !DatabaseSettingsFactory.applicationRuns()) {
            return null;
        }
        Secrets secrets = new Secrets(directory.resolve("secrets"));
        return switch (name) {
            case DatabaseSettingsFactory.URL -> EmbeddedServer.url(directory, secrets);
            case "quarkus.datasource.username" -> Roles.SERVICE;
            case "quarkus.datasource.password" -> secrets.password(Roles.SERVICE);
            case "quarkus.flyway.username" -> Roles.OWNER;
            case "quarkus.flyway.password" -> secrets.password(Roles.OWNER);
            case "onestop.identity.key" -> secrets.key("identity-key");
            case "onestop.identity.index-key" -> secrets.key("identity-index-key");
            case "smallrye.jwt.sign.key.location" -> secrets.signingKey().toUri().toString();
            case "mp.jwt.verify.publickey.location" -> secrets.verifyingKey().toUri().toString();
            case "onestop.sandbox" -> "true";
            default -> null;
        };
    }

    private static boolean asksForOurs(String name) {
        return name.equals(DatabaseSettingsFactory.URL)
                || name.equals("onestop.sandbox")
                || RequiredSettings.REQUIRED.containsKey(name);
    }

    @Override
    public String getName() {
        return "embedded PostgreSQL in " + directory;
    }
}
