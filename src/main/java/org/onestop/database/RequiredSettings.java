package org.onestop.database;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * With a database server of one's own, what nobody has set is an error that names the setting. This source is asked
 * last, so being asked means that the setting is missing.
 */
final class RequiredSettings implements ConfigSource {

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

    @Override
    public int getOrdinal() {
        return 10;
    }

    @Override
    public Set<String> getPropertyNames() {
        // Settings that are kept in groups are asked for only if some source names them.
        return DatabaseSettingsFactory.applicationRuns() ? REQUIRED.keySet() : Set.of();
    }

    @Override
    public String getValue(String name) {
        if (REQUIRED.containsKey(name) && DatabaseSettingsFactory.applicationRuns()) {
            throw new IllegalStateException("缺少配置 missing setting: " + name + " (" + REQUIRED.get(name) + ")");
        }
        return null;
    }

    @Override
    public String getName() {
        return "required settings";
    }
}
