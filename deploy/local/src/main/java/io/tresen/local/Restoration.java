package io.tresen.local;

import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.inbox.RestoreTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Restores one service on the running platform, by the steps of deploy/docs/restore.md: its replicas go down, its database is
 * replaced by a backup, the service starts fenced and carries out the one command, and its replicas come up again.
 */
record Restoration(PlatformOptions options, Consumer<String> say) {

    private static final Duration CARRIED_OUT_WITHIN = Duration.ofMinutes(10);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /**
     * @param replicas all of the service
     * @param target which backup, and whether the provider's book was compared with it
     * @return what the service found, in its words
     * @throws LaunchFailure when it may not be put back, before anything is touched; or it went wrong
     */
    String restore(String service, List<Part> replicas, RestoreTarget target) {
        try {
            target.allowFor(service);
        } catch (RecordFault refused) {
            throw new LaunchFailure(refused.getMessage(), refused);
        }
        replicas.forEach(replica -> {
            replica.wantDown(true);
            replica.engine().stop();
        });
        say.accept(service + " is down; putting back its database of " + target.made());
        OperatorCommand operator = new OperatorCommand(options.ports().of("postgres"), service);
        new Backups(options.ports().of("postgres")).putBack(service, target.made());
        String found = fenced(service, operator, target);
        replicas.forEach(replica -> replica.wantDown(false));
        replicas.forEach(replica -> replica.engine().start());
        return found;
    }

    private String fenced(String service, OperatorCommand operator, RestoreTarget target) {
        long command = operator.ask("rebuild", target.toString());
        JavaProcess process = process(service);
        process.begin();
        say.accept(service + " has started fenced and reads its topics");
        try {
            if (!Poll.until(CARRIED_OUT_WITHIN, PAUSE, () -> operator.hasEnded(command) || !process.running())) {
                throw new LaunchFailure(service + " has not restored itself within " + CARRIED_OUT_WITHIN.toMinutes()
                        + " minutes; see " + process.log());
            }
            if (!operator.hasEnded(command)) {
                throw new LaunchFailure(service + " ended while fenced; see " + process.log());
            }
            return operator.outcome(command);
        } finally {
            if (!Poll.until(ENDS_WITHIN, PAUSE, () -> !process.running())) {
                process.kill();
            }
        }
    }

    private JavaProcess process(String service) {
        ServiceSettings settings =
                new ServiceSettings(options, new Keys(options.state().resolve("keys")));
        BusinessTime time = BusinessTime.of(options);
        return new JavaProcess(
                service + "-fenced",
                options.ports().of(service),
                options.state(),
                () -> {
                    List<String> arguments = new ArrayList<>(settings.arguments(service, 0, time.offsetS()));
                    arguments.add(0, "-Dtresen.fenced=true");
                    return arguments;
                },
                () -> false,
                () -> {});
    }
}
