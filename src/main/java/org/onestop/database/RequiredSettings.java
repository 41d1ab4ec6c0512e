package org.onestop.database;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** With a database server of one's own, what nobody has set is an error that names every missing setting at once. */
final class RequiredSettings {

    /** The settings without which the service does not start on a server of one's own, and what each is for. */
    static final Map<String, String> REQUIRED = Map.of(
            "quarkus.datasource.username", "服务数据库角色 the service's database role",
            "quarkus.datasource.password", "其口令 its password",
            "quarkus.flyway.username", "库表属主角色 the database role that owns and migrates",
            "quarkus.flyway.password", "其口令 its password",
            "onestop.identity.key", "身份信息加密密钥,32字节Base64 encrypts identities, 32 bytes in Base64",
            "onestop.identity.index-key", "身份索引密钥,32字节Base64 keys the blind index, 32 bytes in Base64",
            "mp.jwt.verify.publickey.location", "令牌验签公钥 verifies tokens",
            "smallrye.jwt.sign.key.location", "令牌签名私钥 signs tokens");

    private RequiredSettings() {}

    /**
     * Refuses the start where settings are missing.
     *
     * @throws IllegalStateException naming them
     */
    static void check(Predicate<String> isSet) {
        StringBuilder missing = new StringBuilder();
        new TreeMap<>(REQUIRED).forEach((name, purpose) -> {
            if (!isSet.test(name)) {
                missing.append("\n  ").append(name).append(" (").append(purpose).append(')');
            }
        });
        if (!missing.isEmpty()) {
            throw new IllegalStateException("拒绝启动,缺少配置 Refused to start, missing settings:" + missing);
        }
    }
}
