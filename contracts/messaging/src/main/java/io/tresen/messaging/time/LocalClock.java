package io.tresen.messaging.time;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Moves business time on the local platform. The same build serves a cluster: there the path is switched off as the service
 * starts, and answers as one that was never there (ADR 20). Quarkus compares the text alone, and {@code 0} or {@code FALSE} is
 * none that it knows; so the setting is read once more, as the boolean that it is.
 */
@EndpointDisabled(name = "tresen.local", stringValue = "false", disableIfMissing = true)
@Path("/local/clock")
public class LocalClock {

    private static final int BOUND_S = (int) Duration.ofDays(20 * 365).toSeconds();

    private final BusinessClock clock;
    private final boolean local;

    LocalClock(BusinessClock clock, @ConfigProperty(name = "tresen.local", defaultValue = "false") boolean local) {
        this.clock = clock;
        this.local = local;
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
        if (!local) {
            throw Problem.notFound().exception();
        }
        Fields fields = new Fields();
        fields.integer("/offset_s", body.offsetS(), -BOUND_S, BOUND_S);
        fields.check();
        clock.moveTo(body.offsetS());
        return new Now(clock.now());
    }
}
