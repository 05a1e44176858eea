package io.tresen.proof;

import io.tresen.contracts.Topics;
import java.util.List;
import java.util.stream.Collectors;

/** {@code deploy/proof/run kills}: two replicas of each service, and kill -9 of each replica in turn. */
public final class Kills {

    private Kills() {}

    public static void main(String[] arguments) {
        List<String> victims = Topics.SERVICES.stream()
                .flatMap(service -> List.of(service, service + "-2").stream())
                .toList();
        new Experiment(
                        "kills",
                        Topics.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> 2)),
                        false)
                .run(arguments, (platform, flow, orders) -> {
                    flow.let(orders);
                    for (int i = 0; i < victims.size(); i++) {
                        flow.awaitDone(orders * (i + 1) / (victims.size() + 1));
                        System.out.printf("kill -9 %s at order %d%n", victims.get(i), flow.done());
                        platform.kill(victims.get(i));
                    }
                    return victims.size();
                });
    }
}
