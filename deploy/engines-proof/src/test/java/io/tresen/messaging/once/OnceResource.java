package io.tresen.messaging.once;

import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.KeyRequired;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Role;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;

/** POSTs whose effect is a row, in every way that a service may use a key. */
@Path("/once")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Public
public class OnceResource {

    @Inject
    IdempotencyKeys idempotency;

    public record Body(String title) {}

    @POST
    @KeyRequired
    @Path("/required")
    public Response required(Body body) {
        return idempotency.required(tx -> created(tx, body));
    }

    @POST
    @Path("/optional")
    @Allowed({Role.BUSINESS, Role.SHOPPER})
    public Response optional(Body body) {
        return idempotency.optional(tx -> created(tx, body));
    }

    @POST
    @KeyRequired
    @Path("/secret")
    public Response secret(Body body) {
        return idempotency.required(tx -> created(tx, body).keptSecret());
    }

    /** Waits for advisory lock 4711, which a test holds. */
    @POST
    @KeyRequired
    @Path("/slow")
    public Response slow(Body body) {
        return idempotency.required(tx -> {
            tx.query("select pg_advisory_xact_lock(4711)");
            return created(tx, body);
        });
    }

    /** Refuses after its effect, until {@code once_switch} has a row. */
    @POST
    @KeyRequired
    @Path("/refused")
    public Response refused(Body body) {
        return idempotency.required(tx -> {
            Answer answer = created(tx, body);
            if (tx.one("select 1 from once_switch").isEmpty()) {
                throw Problem.of("switched-off", 409, "The switch is off").exception();
            }
            return answer;
        });
    }

    private static Answer created(Tx tx, Body body) {
        UUID id = Ids.v7();
        tx.update("insert into once_effect (id, title) values ($1, $2)", id, body.title());
        return Answer.of(201, Map.of("id", id, "title", body.title()))
                .at("/once/" + id)
                .tagged(ETags.of(1));
    }
}
