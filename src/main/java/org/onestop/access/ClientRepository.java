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

    boolean anyOf(Role role) {
        return count("role", role.group()) > 0;
    }

    boolean anySandbox() {
        return count("sandbox = true") > 0;
    }
}
