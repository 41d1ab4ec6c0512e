package org.onestop.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/**
 * The certificates with which clients show themselves. A client that has one gets tokens over a connection with that
 * certificate alone: a secret that somebody has learnt is of no use then.
 */
@ApplicationScoped
public class ClientCertificates {

    private static final int MOST = 2;

    private final ClientRepository clients;
    private final BusinessClock clock;

    ClientCertificates(ClientRepository clients, BusinessClock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Registers a certificate.
     *
     * @param thumbprint its SHA-256
     * @throws org.onestop.refusal.RefusedException forbidden for the caller's own client, which a wrong one would lock out;
     *     client-not-found, client-retired; keys-exhausted where two are valid already, or this one is
     */
    @Transactional
    public CertificateView register(Caller caller, String clientId, byte[] thumbprint) {
        clients.requireOther(caller, clientId);
        clients.requireStanding(clientId);
        clients.hold(clientId);
        List<ClientCertificateEntity> valid = valid(clientId);
        if (valid.size() >= MOST || isAmong(valid, thumbprint)) {
            throw Refusal.of(RefusalCode.KEYS_EXHAUSTED).asException();
        }
        ClientCertificateEntity certificate = new ClientCertificateEntity();
        certificate.certificateId = RecordIds.next(clock.now().toInstant().toEpochMilli());
        certificate.clientId = clientId;
        certificate.thumbprint = thumbprint;
        certificate.registeredBy = caller.subject();
        certificate.registeredAt = clock.now();
        entities().persist(certificate);
        return CertificateView.of(certificate, null);
    }

    /**
     * Ends a certificate; one that has ended already stays as it is. Tokens that were bound to it run out by themselves.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, client-not-found, certificate-not-found
     */
    @Transactional
    public CertificateView end(Caller caller, String clientId, UUID certificateId) {
        clients.requireOther(caller, clientId);
        clients.hold(clientId);
        ClientCertificateEntity certificate = entities().find(ClientCertificateEntity.class, certificateId);
        if (certificate == null || !certificate.clientId.equals(clientId)) {
            throw Refusal.of(RefusalCode.CERTIFICATE_NOT_FOUND).asException();
        }
        ClientCertificateEndEntity end = endOf(certificate);
        if (end == null) {
            end = new ClientCertificateEndEntity();
            end.certificateId = certificateId;
            end.endedBy = caller.subject();
            end.endedAt = clock.now();
            entities().persist(end);
        }
        return CertificateView.of(certificate, end);
    }

    /**
     * All certificates of a client, in the order in which they came.
     *
     * @throws org.onestop.refusal.RefusedException client-not-found
     */
    @Transactional
    public List<CertificateView> list(String clientId) {
        clients.require(clientId);
        return all(clientId).stream()
                .map(each -> CertificateView.of(each, endOf(each)))
                .toList();
    }

    /** What a connection's certificate says of a client. */
    enum Proof {
        /** The client has no valid certificate: it shows itself otherwise. */
        NONE_ASKED,
        /** It is one of the client's. */
        GIVEN,
        /** The client has one, and this is not it. */
        FAILED
    }

    /** @param shown SHA-256 of the connection's certificate; empty where it showed none */
    @Transactional
    Proof proof(String clientId, Optional<byte[]> shown) {
        List<ClientCertificateEntity> valid = Clients.isName(clientId) ? valid(clientId) : List.of();
        if (valid.isEmpty()) {
            return Proof.NONE_ASKED;
        }
        return shown.isPresent() && isAmong(valid, shown.get()) ? Proof.GIVEN : Proof.FAILED;
    }

    private static boolean isAmong(List<ClientCertificateEntity> certificates, byte[] thumbprint) {
        return certificates.stream().anyMatch(each -> MessageDigest.isEqual(each.thumbprint, thumbprint));
    }

    private List<ClientCertificateEntity> valid(String clientId) {
        return all(clientId).stream().filter(each -> endOf(each) == null).toList();
    }

    private List<ClientCertificateEntity> all(String clientId) {
        return entities()
                .createQuery(
                        "from ClientCertificateEntity where clientId = ?1 order by registeredAt, certificateId",
                        ClientCertificateEntity.class)
                .setParameter(1, clientId)
                .getResultList();
    }

    private ClientCertificateEndEntity endOf(ClientCertificateEntity certificate) {
        return entities().find(ClientCertificateEndEntity.class, certificate.certificateId);
    }

    private EntityManager entities() {
        return clients.getEntityManager();
    }
}
