package org.onestop.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;

/** Turns everything that is not an answer into a problem document; the only place that does. */
class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    /** Not reached, refused by the server, not let in, too many of them, not started yet. */
    private static final Set<String> NO_CONNECTION = Set.of("08001", "08004", "28000", "28P01", "53300", "57P03");

    @ServerExceptionMapper
    Response refused(RefusedException refused, HttpHeaders headers) {
        return Problem.response(refused.refusal(), Language.of(headers));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated(RuntimeException cause, HttpHeaders headers) {
        return answer(RefusalCode.UNAUTHENTICATED, headers);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException cause, HttpHeaders headers) {
        return answer(RefusalCode.FORBIDDEN, headers);
    }

    @ServerExceptionMapper
    Response overloaded(BulkheadException cause, HttpHeaders headers) {
        return answer(RefusalCode.OVERLOADED, headers);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException cause, HttpHeaders headers) {
        if (cause instanceof NotFoundException) {
            return answer(RefusalCode.PATH_NOT_FOUND, headers);
        }
        if (cause instanceof NotAllowedException) {
            Response problem = answer(RefusalCode.METHOD_NOT_ALLOWED, headers);
            String allowed = cause.getResponse().getHeaderString(HttpHeaders.ALLOW);
            return allowed == null
                    ? problem
                    : Response.fromResponse(problem).header(HttpHeaders.ALLOW, allowed).build();
        }
        if (cause instanceof NotAcceptableException) {
            return answer(RefusalCode.NOT_ACCEPTABLE, headers);
        }
        if (cause instanceof NotSupportedException) {
            return answer(RefusalCode.UNSUPPORTED_MEDIA_TYPE, headers);
        }
        int status = cause.getResponse().getStatus();
        if (status == RefusalCode.BODY_TOO_LARGE.status()) {
            return answer(RefusalCode.BODY_TOO_LARGE, headers);
        }
        return status < Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()
                ? answer(RefusalCode.INVALID_REQUEST, headers)
                : fault(cause, headers);
    }

    @ServerExceptionMapper
    Response fault(Throwable cause, HttpHeaders headers) {
        RefusalCode lost = lostDatabase(cause);
        if (lost != null) {
            LOG.warnf(cause, "%s: the database can't be reached", lost.code());
            return answer(lost, headers);
        }
        String incidentId = UUID.randomUUID().toString();
        LOG.errorf(cause, "incident %s", incidentId);
        return Problem.response(Refusal.of(RefusalCode.INTERNAL_ERROR), incidentId, Language.of(headers));
    }

    /**
     * What a lost database means for whoever asked: nothing has happened where no connection was to be had, nothing is
     * known where one was lost while at work. Null where the database is not the cause.
     */
    private static RefusalCode lostDatabase(Throwable cause) {
        if (cause instanceof SQLException lost) {
            return lostDatabase(String.valueOf(lost.getSQLState()), String.valueOf(lost.getMessage()));
        }
        // A commit that fails hides its cause among what the transaction manager has suppressed.
        return Stream.concat(Stream.ofNullable(cause.getCause()), Stream.of(cause.getSuppressed()))
                .map(ProblemResponses::lostDatabase)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static RefusalCode lostDatabase(String state, String message) {
        // The pool has neither an exception type nor a state of its own for running out.
        if (NO_CONNECTION.contains(state) || message.contains("acquisition timeout")) {
            return RefusalCode.OVERLOADED;
        }
        return state.startsWith("08") || state.startsWith("57P") ? RefusalCode.OUTCOME_UNKNOWN : null;
    }

    private static Response answer(RefusalCode code, HttpHeaders headers) {
        return Problem.response(Refusal.of(code), Language.of(headers));
    }
}
