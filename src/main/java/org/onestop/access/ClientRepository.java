package org.onestop.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Clients and their secrets. */
@ApplicationScoped
class ClientRepository implements PanacheRepositoryBase<ClientEntity, String> {

    List<ClientSecretEntity> secrets(String clientId) {
        return getEntityManager()
                .createQuery("from ClientSecretEntity where clientId = :clientId", ClientSecretEntity.class)
                .setParameter("clientId", clientId)
                .getResultList();
    }

    /** Null while it may get tokens. */
    ClientRetirementEntity retirement(String clientId) {
        return getEntityManager().find(ClientRetirementEntity.class, clientId);
    }

    boolean anyOf(Role role) {
        return count("role", role.group()) > 0;
    }

    long standingAdmins() {
        return count(
                "role = ?1 and clientId not in (select r.clientId from ClientRetirementEntity r)",
                Role.SYSTEM_ADMIN.group());
    }

    boolean anySandbox() {
        return count("sandbox = true") > 0;
    }

    List<ClientEntity> page(Role role, String after, int limit) {
        return (role == null
                        ? find("clientId > ?1 order by clientId", after)
                        : find("clientId > ?1 and role = ?2 order by clientId", after, role.group()))
                .page(0, limit)
                .list();
    }

    /** Whoever else wants to change it waits until the transaction ends. */
    void hold(String what) {
        getEntityManager()
                .createNativeQuery(
                        "select pg_advisory_xact_lock(hashtextextended('client secret ' || ?1, 0))", Object.class)
                .setParameter(1, what)
                .getSingleResultOrNull();
    }
}
