package io.tresen.messaging.event;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the registry has told the ids of all schemas that this service writes. */
@Readiness
@ApplicationScoped
class SchemasReady implements HealthCheck {

    private final SchemaIds ids;

    SchemasReady(SchemaIds ids) {
        this.ids = ids;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schemas").status(ids.complete()).build();
    }
}
