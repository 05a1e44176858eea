package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.TokenRevoked;
import io.tresen.messaging.rest.RevokedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Fills the set of revoked tokens on every replica. Not ready until it has read what was revoked before. */
@Readiness
@ApplicationScoped
public class RevokedTokensTopic implements HealthCheck {

    private final Consumers consumers;
    private final RevokedTokens revoked;
    private volatile Broadcast broadcast;

    RevokedTokensTopic(Consumers consumers, RevokedTokens revoked) {
        this.consumers = consumers;
        this.revoked = revoked;
    }

    void start(@Observes StartupEvent event) {
        broadcast = consumers
                .broadcast("revoked-tokens", Topics.CHAT_TOKEN, Broadcast.From.BEGINNING)
                .on(TokenRevoked.class, revocation -> {
                    TokenRevoked token = revocation.as(TokenRevoked.class);
                    revoked.revoke(token.getTokenId(), token.getEndsAt());
                })
                .open();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revoked-tokens")
                .status(broadcast != null && broadcast.caughtUp())
                .build();
    }
}
