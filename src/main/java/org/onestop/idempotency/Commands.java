package org.onestop.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.onestop.access.Caller;
import org.onestop.access.Callers;
import org.onestop.access.RefusalAudit;
import org.onestop.http.Fields;
import org.onestop.http.IdempotencyKey;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Runs what changes something: the request read strictly, the caller looked at, then the work once for its key, in one
 * transaction with the key; every refusal leaves its record. The answer of a command bears no citizen's name or number,
 * since it is kept to be given again.
 */
@ApplicationScoped
public class Commands {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final CommandRetry runner;
    private final RefusalAudit audit;
    private final Callers callers;
    private final Fingerprints fingerprints;

    Commands(CommandRetry runner, RefusalAudit audit, Callers callers, Fingerprints fingerprints) {
        this.runner = runner;
        this.audit = audit;
        this.callers = callers;
        this.fingerprints = fingerprints;
    }

    /**
     * One kind of command.
     *
     * @param operation its name in records, in capitals, such as {@code OPEN_HOUSEHOLD}
     * @param guards    what the database's constraints mean as refusals, by the constraint's name: the last word where two
     *     commands race and both looked before either wrote
     */
    public record Kind(String operation, Map<String, RefusalCode> guards) {}

    /** The request as it came in. */
    public record Envelope(HttpHeaders headers, UriInfo uri, InputStream body) {}

    /** The work of a command; runs inside the transaction and may run again from the start. */
    @FunctionalInterface
    public interface Work<T> {
        Made run(Caller caller, T request);
    }

    /**
     * What a command made.
     *
     * @param status   of the answer
     * @param location where it can be read; null where nowhere
     * @param body     of the answer, any value that JSON can hold
     */
    public record Made(Response.Status status, String location, Object body) {

        public static Made created(String location, Object body) {
            return new Made(Response.Status.CREATED, location, body);
        }

        public static Made ok(Object body) {
            return new Made(Response.Status.OK, null, body);
        }
    }

    /**
     * Runs a command.
     *
     * @param allowed refuses callers who may not; before the key is looked at
     * @param read    reads the request; what it leaves unread is refused as unknown
     */
    public <T> Response run(
            Kind kind, Envelope envelope, Consumer<Caller> allowed, Function<Fields, T> read, Work<T> work) {
        return audit.run(kind.operation(), envelope.headers(), () -> {
            Queries.onlyKnown(envelope.uri().getQueryParameters());
            JsonBody json = JsonBody.read(envelope.body());
            String key = IdempotencyKey.required(envelope.headers());
            Fields fields = Fields.of(json);
            T request = read.apply(fields);
            fields.close();
            fields.refuseIfFaulty();
            return once(kind, envelope, allowed, key, json.canonical(), caller -> work.run(caller, request));
        });
    }

    /**
     * Runs a command whose body is no JSON, such as a file.
     *
     * @param content what tells one request from another: a digest of the body and whatever else counts
     */
    public Response once(
            Kind kind,
            Envelope envelope,
            Consumer<Caller> allowed,
            String key,
            byte[] content,
            Function<Caller, Made> work) {
        Caller caller = callers.current();
        allowed.accept(caller);
        byte[] fingerprint = fingerprints.of("POST", envelope.uri().getPath(), content);
        CommandTransaction.Request request = new CommandTransaction.Request(caller.clientId(), key, kind, fingerprint);
        try {
            return response(runner.run(request, () -> work.apply(caller)));
        } catch (CommandLostRaceException lost) {
            if (lost.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw Refusal.of(RefusalCode.REQUEST_IN_PROGRESS).asException();
        }
    }

    private static Response response(CommandTransaction.Answer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(MediaType.APPLICATION_JSON).entity(answer.body());
        if (answer.location() != null) {
            response.location(URI.create(answer.location()));
        }
        if (answer.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.build();
    }
}
