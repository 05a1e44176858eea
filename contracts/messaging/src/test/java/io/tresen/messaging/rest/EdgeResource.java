package io.tresen.messaging.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.db.CommitUnknown;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A resource as services write them, for the tests of what lies around it. */
@Path("/edge")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Public
public class EdgeResource {

    @Inject
    Caller caller;

    @Inject
    IdempotencyKeys idempotency;

    public record Body(String title, Integer stock, Money price, List<String> tags, Instant from) {}

    /** A refusal of a service's own, which does not say when to come back. */
    enum Busy implements Rejection {
        NOW;

        @Override
        public String code() {
            return "busy";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public String title() {
            return "Too many ask at the moment";
        }
    }

    @GET
    @Path("/business")
    @Allowed(Role.BUSINESS)
    public Map<String, Object> business() {
        return Map.of("business_id", caller.businessId(), "subject", caller.subject());
    }

    @GET
    @Path("/either")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    public Map<String, Object> either() {
        return Map.of("role", caller.role());
    }

    @GET
    @Path("/open")
    public Map<String, Object> open(@QueryParam("q") String q, @HeaderParam("Accept-Language") String language) {
        return Map.of("known", caller.known().isPresent(), "q", String.valueOf(q));
    }

    @GET
    @Path("/open/demanding")
    public Map<String, Object> demanding() {
        return Map.of("business_id", caller.businessId());
    }

    @GET
    @Path("/things/{id}")
    public Map<String, Object> thing(@PathParam("id") UUID id) {
        return Map.of("id", id);
    }

    @PUT
    @Path("/names/{name}")
    public Map<String, Object> named(@PathParam("name") String name, Body body) {
        return Map.of("name", name);
    }

    @POST
    public Body post(Body body) {
        Fields fields = new Fields();
        fields.text("/title", body.title(), 1, 200);
        fields.check();
        return body;
    }

    @POST
    @Path("/list")
    public List<Body> list(List<Body> bodies) {
        return bodies;
    }

    @POST
    @Path("/optional")
    public Map<String, Object> optional(@OptionalBody Body body) {
        return Map.of("there", body != null);
    }

    @POST
    @Path("/file")
    @Consumes(MediaType.WILDCARD)
    @BodyLimit(3 << 20)
    public Map<String, Object> file(InputStream file) throws IOException {
        return Map.of("bytes", file.transferTo(java.io.OutputStream.nullOutputStream()));
    }

    @POST
    @KeyRequired
    @Path("/once")
    public Response once(Body body) {
        return idempotency.required(tx -> Answer.of(201, body));
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Map<String, Object> form(@FormParam("a") String a) {
        return Map.of("a", String.valueOf(a));
    }

    /** The same path by another media type, so that Quarkus chooses between the two. */
    @POST
    @Path("/form")
    public Map<String, Object> noForm(Body body) {
        return Map.of("a", String.valueOf(body.title()));
    }

    @POST
    @Path("/tree")
    public JsonNode tree(JsonNode tree) {
        return tree;
    }

    @GET
    @Path("/fault/{kind}")
    public Map<String, Object> fault(@PathParam("kind") String kind) {
        throw switch (kind) {
            case "commit" -> new CommitUnknown(new IOException("reset"));
            case "busy" -> new RejectedException(Busy.NOW);
            case "crowd" -> Crowded.at("edges").exception();
            case "outage" -> new java.util.concurrent.CompletionException(new java.net.ConnectException("refused"));
            case "22007", "22008", "22003", "22021", "23505" ->
                new PgException("a secret", "ERROR", kind, "of the inside");
            case "index" -> new PgException("index row size 3032 exceeds a secret", "ERROR", "54000", "of the inside");
            case "wraparound" ->
                new PgException("database is not accepting a secret", "ERROR", "54000", "of the inside");
            default -> new IllegalStateException("a secret of the inside");
        };
    }
}
