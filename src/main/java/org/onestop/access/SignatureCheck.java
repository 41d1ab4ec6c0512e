package org.onestop.access;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onestop.http.IdempotencyKey;
import org.onestop.http.Language;
import org.onestop.http.Problem;
import org.onestop.journal.Refusals;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.time.BusinessClock;

/**
 * Whether a request of a client that has a signing key is signed by it, lately and for the first time. A request that is not
 * gets no further, an inquiry as little as a settlement.
 */
@ApplicationScoped
class SignatureCheck {

    private static final String OPERATION = "SIGNED_REQUEST";

    /** How far a client's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    /** What a header's value may consist of: anything else, two programs would put into bytes in two ways. */
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");

    private final Signers signers;
    private final SignatureNonces nonces;
    private final Refusals refusals;
    private final BusinessClock clock;
    private final Duration maxAge;

    SignatureCheck(
            Signers signers,
            SignatureNonces nonces,
            Refusals refusals,
            BusinessClock clock,
            @ConfigProperty(name = "onestop.signature.max-age") Duration maxAge) {
        this.signers = signers;
        this.nonces = nonces;
        this.refusals = refusals;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** Whether a client has to sign. */
    boolean isAskedOf(Caller caller) {
        return signers.has(caller.clientId());
    }

    /** Checks a request where it may wait; null where it may go on. */
    Uni<Response> check(Caller caller, ContainerRequestContext request, HttpServerRequest sent, HttpHeaders headers) {
        String path = sent.path();
        String query = sent.query();
        return Uni.createFrom()
                .item(() -> answer(caller, request, new Address(path, query), headers))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** As the client wrote it; the query is null where there is none. */
    private record Address(String path, String query) {}

    private Response answer(Caller caller, ContainerRequestContext request, Address address, HttpHeaders headers) {
        try {
            check(caller, request, address, headers);
            return null;
        } catch (RefusedException refused) {
            refusals.append(
                    new Refusals.Request(
                            clock.now(),
                            caller.clientId(),
                            caller.hospitalCode(),
                            OPERATION,
                            IdempotencyKey.readable(headers)),
                    refused.refusal());
            return Problem.response(refused.refusal(), Language.of(headers));
        }
    }

    private void check(Caller caller, ContainerRequestContext request, Address address, HttpHeaders headers) {
        String input = once(headers, "Signature-Input");
        String value = once(headers, "Signature");
        if (input == null || value == null) {
            throw Refusal.of(RefusalCode.SIGNATURE_REQUIRED).asException();
        }
        MessageSignature signature = MessageSignature.parse(input, value).orElseThrow(SignatureFault.FORM::asException);
        boolean isWithBody = SignatureBase.isWithBody(request.getMethod());
        SignatureBase base = new SignatureBase(
                request.getMethod(),
                address.path(),
                address.query(),
                once(headers, HttpHeaders.AUTHORIZATION),
                isWithBody ? once(headers, "Content-Digest") : null,
                once(headers, IdempotencyKey.HEADER));
        if (!base.components().equals(signature.components()) || isWithBody && base.contentDigest() == null) {
            throw SignatureFault.COMPONENTS.asException();
        }
        Optional<byte[]> digest = Optional.ofNullable(base.contentDigest())
                .map(header -> CheckedBody.digest(header).orElseThrow(SignatureFault.FORM::asException));
        requireTimely(signature);
        requireGenuine(caller, base, signature);
        requireFirst(caller, signature);
        digest.ifPresent(expected -> request.setEntityStream(new CheckedBody(request.getEntityStream(), expected)));
    }

    private void requireTimely(MessageSignature signature) {
        long age = clock.now().toEpochSecond() - signature.created();
        if (age > maxAge.toSeconds() || age < -AHEAD.toSeconds()) {
            throw SignatureFault.CREATED.asException();
        }
    }

    private void requireGenuine(Caller caller, SignatureBase base, MessageSignature signature) {
        SignatureKey key = signers.key(caller.clientId(), signature.keyId())
                .filter(found -> found.algorithm() == signature.algorithm())
                .orElseThrow(SignatureFault.KEY::asException);
        if (!key.verifies(base.bytes(signature.parameters()), signature.value())) {
            throw SignatureFault.VALUE.asException();
        }
    }

    /** Last of all, so that nobody but the client itself can use up its nonces. */
    private void requireFirst(Caller caller, MessageSignature signature) {
        OffsetDateTime until = clock.now().plus(maxAge).plus(AHEAD);
        switch (nonces.take(caller.clientId(), signature.nonce(), signature.keyId(), until)) {
            case TAKEN -> { }
            case REPEATED -> throw Refusal.of(RefusalCode.SIGNATURE_REPLAYED).asException();
            case KEY_ENDED -> throw SignatureFault.KEY.asException();
        }
    }

    /** The value of a header; null where it is not sent. */
    private static String once(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || !PLAIN.matcher(values.get(0)).matches()) {
            throw SignatureFault.FORM.asException();
        }
        return values.get(0).strip();
    }
}
