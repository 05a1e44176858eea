package io.tresen.local;

import io.tresen.local.gateway.ClockFile;
import java.time.Duration;
import java.time.Instant;
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
     * @param made when the backup was made
     * @return what the service found, in its words
     */
    String restore(String service, List<Part> replicas, Instant made) {
        replicas.forEach(replica -> {
            replica.wantDown(true);
            replica.engine().stop();
        });
        say.accept(service + " is down; putting back its database of " + made);
        OperatorCommand operator = new OperatorCommand(options.ports().of("postgres"), service);
        new Backups(options.ports().of("postgres")).putBack(service, made);
        String found = fenced(service, operator, made);
        replicas.forEach(replica -> replica.wantDown(false));
        replicas.forEach(replica -> replica.engine().start());
        return found;
    }

    private String fenced(String service, OperatorCommand operator, Instant made) {
        long command = operator.ask("rebuild", "restored:" + made);
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
        BusinessTime time = new BusinessTime(new ClockFile(options.state().resolve("clock")));
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
