package io.tresen.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to start and where.
 *
 * @param root the checkout, whose services are built
 * @param state the folder that keeps everything between runs
 * @param portOffset added to every port
 * @param replicas how many of a service run, by its name; 1 where it is not named, at most 3
 * @param forMinutes whether it lives for minutes only, so that its services are compiled once and not optimised
 * @param traces where the services send their spans, OTLP over HTTP; empty for nowhere
 */
public record PlatformOptions(
        Path root,
        Path state,
        int portOffset,
        Map<String, Integer> replicas,
        boolean forMinutes,
        Optional<URI> traces) {

    private static final int MOST_REPLICAS = 3;

    /** @throws LaunchFailure when a name is no service or a number is out of range */
    public PlatformOptions {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        replicas = Map.copyOf(replicas);
        replicas.forEach((service, count) -> {
            if (!PortPlan.SERVICES.contains(service) || count < 1 || count > MOST_REPLICAS) {
                throw new LaunchFailure("--replicas takes a service and 1 to " + MOST_REPLICAS
                        + ", such as order=2, not " + service + "=" + count + ".");
            }
        });
    }

    /** The usual platform of that checkout: its own {@code .tresen}, the usual ports, one of each service. */
    public static PlatformOptions of(Path root) {
        return new PlatformOptions(root, root.resolve(".tresen"), 0, Map.of(), false, Optional.empty());
    }

    public PlatformOptions withState(Path folder) {
        return new PlatformOptions(root, folder, portOffset, replicas, forMinutes, traces);
    }

    public PlatformOptions withPortOffset(int offset) {
        return new PlatformOptions(root, state, offset, replicas, forMinutes, traces);
    }

    public PlatformOptions withReplicas(Map<String, Integer> counts) {
        return new PlatformOptions(root, state, portOffset, counts, forMinutes, traces);
    }

    public PlatformOptions forMinutes(boolean minutes) {
        return new PlatformOptions(root, state, portOffset, replicas, minutes, traces);
    }

    public PlatformOptions withTraces(Optional<URI> receiver) {
        return new PlatformOptions(root, state, portOffset, replicas, forMinutes, receiver);
    }

    public PortPlan ports() {
        return new PortPlan(portOffset);
    }
}
