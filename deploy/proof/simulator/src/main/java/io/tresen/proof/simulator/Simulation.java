package io.tresen.proof.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The platform, its people and one run of them. */
final class Simulation {

    /**
     * What came of a seed.
     *
     * @param violations empty when every invariant holds
     * @param trace empty unless it was asked for
     */
    record Result(long seed, List<String> violations, List<String> trace, long steps, int orders) {

        boolean holds() {
            return violations.isEmpty();
        }

        /** Which invariants do not hold, {@link #ERROR} among them where the run broke off. */
        Set<String> broken() {
            return violations.stream()
                    .map(it -> it.substring(0, it.indexOf(": ")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Stands in the place of an invariant when the model itself threw something. */
    static final String ERROR = "error";

    final World world;
    final Topics topics = new Topics();
    final UUID business;
    final CatalogService catalog;
    final OrderService orders;
    final PaymentService payments;
    final NotificationService notification;
    final ChatService chat;
    final People people;
    private final List<Service> services;

    private Simulation(World world) {
        this.world = world;
        this.business = world.id();
        this.people = new People(this, world);
        this.catalog = new CatalogService(world, topics, business);
        this.orders = new OrderService(world, topics, business);
        this.payments = new PaymentService(world, topics);
        this.notification = new NotificationService(world, topics, business);
        this.chat = new ChatService(world, topics, business, people);
        this.services = List.of(catalog, orders, payments, notification, chat);
    }

    List<Service> services() {
        return services;
    }

    List<Reader> readers() {
        List<Reader> all = new ArrayList<>(List.of(catalog.stock, payments.requests));
        all.addAll(orders.readers);
        all.addAll(notification.readers);
        all.addAll(chat.readers);
        return all;
    }

    /** Runs a seed to its rest. The same seed gives the same run. */
    static Result run(long seed, Machinery machinery, boolean traced) {
        World world = new World(seed, machinery, traced);
        Simulation platform = new Simulation(world);
        Invariants invariants = new Invariants(platform);
        try {
            platform.people.begin();
            world.run(invariants::cheap);
            invariants.atRest();
        } catch (RuntimeException | Error e) {
            world.violated(ERROR, () -> e + " at " + at(e));
            world.trace(() -> stack(e));
        }
        return new Result(
                seed,
                world.violations(),
                world.lines(),
                world.steps(),
                platform.orders.orders.values().size());
    }

    private static String at(Throwable e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }

    private static String stack(Throwable e) {
        StringBuilder lines = new StringBuilder(e.toString());
        for (StackTraceElement element : e.getStackTrace()) {
            lines.append("\n              ").append(element);
        }
        return lines.toString();
    }
}
