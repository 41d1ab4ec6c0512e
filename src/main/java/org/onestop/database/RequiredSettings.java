package org.onestop.database;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.onestop.start.StartRefusedException;

/** With a database server of one's own, what nobody has set is an error that names every missing setting at once. */
final class RequiredSettings {

    static final String FIRST_ADMIN_ID = "onestop.first-admin.client-id";
    static final String FIRST_ADMIN_SECRET = "onestop.first-admin.client-secret";

    /** The settings without which the service does not start on a server of one's own, and what each is for. */
    static final Map<String, String> REQUIRED = Map.of(
            "quarkus.datasource.username", "服务数据库角色 the service's database role",
            "quarkus.datasource.password", "其口令 its password",
            "quarkus.flyway.username", "库表属主角色 the database role that owns and migrates",
            "quarkus.flyway.password", "其口令 its password",
            "onestop.identity.key", "身份信息加密密钥,32字节Base64 encrypts identities, 32 bytes in Base64",
            "onestop.identity.index-key", "身份索引密钥,32字节Base64 keys the blind index, 32 bytes in Base64",
            "onestop.seal.key", "印章私钥,32字节Base64 signs the audit's seals, 32 bytes in Base64",
            "mp.jwt.verify.publickey.location", "令牌验签公钥 verifies tokens",
            "smallrye.jwt.sign.key.location", "令牌签名私钥 signs tokens");

    /** What a new database needs besides; whether it is new shows only later. */
    private static final List<String> FIRST_START = List.of(FIRST_ADMIN_ID, FIRST_ADMIN_SECRET);

    private RequiredSettings() {}

    /**
     * Refuses the start where settings are missing.
     *
     * @throws StartRefusedException naming them
     */
    static void check(Predicate<String> isSet) {
        StringBuilder missing = new StringBuilder();
        new TreeMap<>(REQUIRED).forEach((name, purpose) -> {
            if (!isSet.test(name)) {
                missing.append("\n  ").append(variable(name)).append("  ").append(purpose);
            }
        });
        if (missing.isEmpty()) {
            return;
        }
        for (String name : FIRST_START) {
            if (!isSet.test(name)) {
                missing.append("\n  ").append(variable(name)).append("  首次启动时需要 needed by the first start");
            }
        }
        throw new StartRefusedException("缺少配置,README说明如何生成。 Settings are missing, README.md tells how to make them:"
                + missing);
    }

    /** A setting's name as an environment variable. */
    static String variable(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
