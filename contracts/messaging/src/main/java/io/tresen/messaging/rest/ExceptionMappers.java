package io.tresen.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.NoTurn;
import io.tresen.messaging.db.Outage;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes every failure of a REST call a problem document. */
public class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    /** character_not_in_repertoire, untranslatable_character: only a client's text can be at fault. */
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

    /**
     * numeric_value_out_of_range, invalid_datetime_format, datetime_field_overflow: with a text that no index holds the net under
     * the checks of the edge. It is logged, since a sum of ours may be at fault.
     */
    private static final Set<String> UNSTORABLE_VALUE = Set.of("22003", "22007", "22008");

    private static final String FORM_READER = "org.jboss.resteasy.reactive.server.core.multipart.";
    private static final String HEADER_READER = "org.jboss.resteasy.reactive.common.headers.";
    private static final int NEAR = 5;

    private final Problems problems;
    private final Crowds crowds;

    ExceptionMappers(Problems problems, Crowds crowds) {
        this.problems = problems;
        this.crowds = crowds;
    }

    /** Who has gone is told nothing, and is no 503 in the metrics either. */
    @ServerExceptionMapper
    public Response any(Throwable error, UriInfo uri, HttpServerResponse response) {
        Rejection rejection = rejection(error);
        if (!response.closed()) {
            crowds.count(rejection);
        }
        return problems.answer(uri.getPath(), rejection);
    }

    /** Its own method because Quarkus has a mapper for this class in development and test mode. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException error, UriInfo uri, HttpServerResponse response) {
        return any(error, uri, response);
    }

    /** Its own method because Quarkus has a mapper for this class. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException error, UriInfo uri, HttpServerResponse response) {
        return any(error, uri, response);
    }

    private static Rejection rejection(Throwable error) {
        Throwable e = error;
        while (e instanceof CompletionException && e.getCause() != null) {
            e = e.getCause();
        }
        if (e instanceof RejectedException rejected) {
            return rejected.rejection();
        }
        if (e instanceof WebApplicationException web) {
            return ofStatus(web);
        }
        if (e instanceof PgException pg && UNSTORABLE_TEXT.contains(pg.getSqlState())) {
            return Problem.standard(400).because("A text holds a character that can't be stored");
        }
        if (e instanceof PgException pg
                && (UNSTORABLE_VALUE.contains(pg.getSqlState()) || Outage.isBeyondAnIndex(pg))) {
            LOG.warnf("Answered 400: %s", Wordless.kind(pg));
            return Problem.standard(400).because("A time, a number or a text lies beyond what can be stored");
        }
        if (isOf(FORM_READER, e)) {
            return Problem.standard(400).because("The form can't be read");
        }
        if (e instanceof IllegalArgumentException && isOf(HEADER_READER, e)) {
            return Problem.standard(400).because("A header, Content-Type or Accept, can't be read");
        }
        // Jackson's exceptions are IOExceptions, but never an outage: a request's own were turned into rejections
        // before
        if (!(e instanceof JsonProcessingException) && Outage.isOne(e)) {
            if (e instanceof NoTurn noTurn) {
                return Crowded.at(noTurn.whose() + "-turns");
            }
            LOG.warnf("Answered 503: %s", e);
            return Problem.unavailable();
        }
        UUID correlation = Ids.v7();
        LOG.errorf(Wordless.of(e), "Answered 500, correlation id %s", correlation);
        return Problem.standard(500).with("correlation_id", correlation);
    }

    /**
     * Quarkus reads forms and media types itself and throws plain runtime exceptions where one is broken (3.32: %zz, too many
     * fields; a Content-Type without a slash, where a path takes more than one).
     */
    private static boolean isOf(String reader, Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        for (int i = 0; i < Math.min(NEAR, trace.length); i++) {
            if (trace[i].getClassName().startsWith(reader)) {
                return true;
            }
        }
        return false;
    }

    private static Rejection ofStatus(WebApplicationException e) {
        int told = e.getResponse().getStatus();
        int status = told == 404 && AllowedMethods.areOthers() ? 405 : told;
        if (status >= 500 && status != 503) {
            UUID correlation = Ids.v7();
            LOG.errorf(Wordless.of(e), "Answered %d, correlation id %s", status, correlation);
            return Problem.standard(status).with("correlation_id", correlation);
        }
        Problem problem = Problem.standard(status);
        for (String name : Set.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER)) {
            String value = e.getResponse().getHeaderString(name);
            if (value != null) {
                problem = problem.header(name, value);
            }
        }
        if (status == 405 && !problem.headers().containsKey(HttpHeaders.ALLOW)) {
            return problem.header(HttpHeaders.ALLOW, AllowedMethods.here());
        }
        return problem;
    }
}
