package io.tresen.proof;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * A step at which a service can be made to end as by kill -9. The names are those of {@code messaging.Failpoint} and
 * {@code payment.provider.MoneySteps}; {@code StepTest} holds them together, since nothing here depends on a service.
 */
record Step(String service, String name) {

    /** Of every service: its outbox and its processes. */
    static final List<String> OF_ALL =
            List.of("outbox.sending", "outbox.acknowledged", "process.polled", "process.committed");

    /** Of payment-service: the way of money. */
    static final List<String> OF_MONEY = List.of(
            "pay.asked",
            "pay.claimed",
            "pay.created",
            "pay.stored",
            "pay.confirmed",
            "pay.recorded",
            "lookup.begun",
            "lookup.answered",
            "lookup.recorded",
            "refund.begun",
            "refund.answered",
            "refund.recorded",
            "news.read",
            "news.applied");

    /** Every step of every service. */
    static List<Step> all() {
        List<Step> all = new ArrayList<>(
                OF_MONEY.stream().map(name -> new Step("payment", name)).toList());
        for (String service : Topics.SERVICES) {
            OF_ALL.forEach(name -> all.add(new Step(service, name)));
        }
        return all;
    }

    @Override
    public String toString() {
        return service + " " + name;
    }
}
