package io.tresen.messaging.time;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Moves business time on the local platform. The same build serves a cluster: there the path is switched off as the service
 * starts, and answers as one that was never there (ADR 20).
 */
@EndpointDisabled(name = "tresen.local", stringValue = "false", disableIfMissing = true)
@Path("/local/clock")
public class LocalClock {

    private static final int BOUND_S = (int) Duration.ofDays(20 * 365).toSeconds();

    private final BusinessClock clock;

    LocalClock(BusinessClock clock) {
        this.clock = clock;
    }

    /** The offset to the wall clock in seconds. */
    public record Offset(Integer offsetS) {}

    /** Business time after the move. */
    public record Now(Instant now) {}

    @PUT
    @Public
    @Operation(hidden = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Now move(Offset body) {
        Fields fields = new Fields();
        fields.integer("/offset_s", body.offsetS(), -BOUND_S, BOUND_S);
        fields.check();
        clock.moveTo(body.offsetS());
        return new Now(clock.now());
    }
}
