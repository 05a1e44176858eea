package io.tresen.messaging.rest;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Leaves a request target that is no URI to {@link TargetGuard}. Quarkus asks {@link java.net.URI} before any filter and answers an
 * empty 400 (3.32, {@code VertxHttpRecorder}); it leaves that to others by a system property alone, which it reads once, when its
 * HTTP layer is loaded. Whoever makes settings is loaded before, so it is set here: with the guard, and never without one.
 */
@StaticInitSafe
public final class TargetsUnread implements ConfigSourceFactory {

    public TargetsUnread() {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of();
    }
}
