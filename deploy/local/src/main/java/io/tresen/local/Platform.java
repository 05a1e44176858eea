package io.tresen.local;

import io.tresen.local.sandbox.Fault;
import io.tresen.messaging.inbox.RestoreTarget;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A platform of this machine, as a library: what {@code deploy/local/up} and the proof suite use. It holds its state
 * folder until it is closed. Its processes do not depend on it: they go on when this JVM dies, and the next
 * {@link #start} on the same folder ends or takes over what still runs.
 *
 * <p>Parts are called {@code postgres}, {@code kafka}, {@code registry}, {@code sandbox}, {@code catalog}, {@code chat},
 * {@code order}, {@code payment}, {@code notification}, {@code gateway}; a further replica is {@code order-2}.
 */
public final class Platform implements AutoCloseable {

    private final PlatformOptions options;
    private final Consumer<String> say;
    private final FileChannel lock;
    private final StateFolder folder;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Parts byNeed;
    private final Together together;
    private Supervisor supervisor;
    private volatile boolean ending;

    private Platform(PlatformOptions options, Consumer<String> say, StateFolder folder, FileChannel lock) {
        this.options = options;
        this.say = say;
        this.folder = folder;
        this.lock = lock;
        this.byNeed = Parts.of(options);
        this.together = new Together(say);
        byNeed.all().forEach(part -> parts.put(part.name(), part));
    }

    /**
     * Takes hold of the state folder; starts nothing yet.
     *
     * @param say gets each line of progress
     * @throws LaunchFailure when another launcher holds the folder
     */
    public static Platform open(PlatformOptions options, Consumer<String> say) {
        StateFolder folder = new StateFolder(options.state());
        folder.make();
        FileChannel lock = folder.lock()
                .orElseThrow(() -> new LaunchFailure("Tresen already runs on " + options.state()
                        + folder.launcher()
                                .map(p -> " (process " + p.pid() + ")")
                                .orElse("")
                        + "; deploy/local/down ends it."));
        return new Platform(options, line -> print(say, line), folder, lock);
    }

    private static void print(Consumer<String> say, String line) {
        synchronized (Platform.class) {
            say.accept(line);
        }
    }

    /** Ends what still runs here and deletes everything that was kept. */
    public void reset() {
        together.stop(Parts.of(folder.remembered(options.root()).orElse(options)));
        folder.empty();
    }

    /**
     * Starts everything, and returns once everything serves. What a sudden end left running of the services, the sandbox
     * and the gateway is ended first; engines are taken over where their ports have not changed.
     *
     * @throws LaunchFailure with one sentence when something stands in the way
     */
    public void start() {
        Preflight.machine(options);
        endLeftovers();
        Map<String, Integer> needed = options.ports().all(options.replicas());
        parts.values().stream().filter(part -> part.engine().running()).forEach(part -> {
            needed.remove(part.name());
            needed.remove(part.name() + "-controller");
        });
        Preflight.ports(needed);
        folder.remember(options);
        new Keys(options.state().resolve("keys")).make();
        begin(byNeed.foundation());
        new Preparation(options, say).run();
        begin(byNeed.services());
        begin(byNeed.entrance());
        supervisor = new Supervisor(List.copyOf(parts.values()), say);
    }

    private void begin(List<Part> some) {
        if (ending) {
            throw new LaunchFailure("The start was broken off.");
        }
        together.start(some);
    }

    private void endLeftovers() {
        parts.values().forEach(part -> part.wantDown(false));
        PlatformOptions last = folder.remembered(options.root()).orElse(options);
        boolean samePorts = last.portOffset() == options.portOffset();
        Parts old = Parts.of(last);
        List<Part> foundation = old.foundation().stream()
                .filter(part -> !samePorts || part.name().equals("sandbox"))
                .toList();
        new Together(line -> say.accept(line + " (left from before)"))
                .stop(new Parts(foundation, old.services(), old.entrance()));
    }

    /** Starts one part that was stopped, and returns once it serves. */
    public void start(String name) {
        part(name).wantDown(false);
        part(name).engine().start();
    }

    /** Ends one part in order; it stays down until {@link #start(String)}. */
    public void stop(String name) {
        part(name).wantDown(true);
        part(name).engine().stop();
    }

    /** Ends one part at once, as {@code kill -9} does; the supervisor starts it again. */
    public void kill(String name) {
        part(name).engine().kill();
    }

    /** Has whichever process of a service next reaches the step end there as {@code kill -9} does; its name is in the code. */
    public void arm(String service, String step) {
        new Failpoints(options.state()).arm(service, step);
    }

    /** Whether nobody has reached an armed step yet. */
    public boolean isArmed(String service, String step) {
        return new Failpoints(options.state()).isArmed(service, step);
    }

    /** Takes an armed step back. */
    public void disarm(String service, String step) {
        new Failpoints(options.state()).disarm(service, step);
    }

    /** Freezes one part: its connections stay open and nothing answers. */
    public void pause(String name) {
        part(name).engine().pause();
    }

    /** Lets a frozen part go on. */
    public void resume(String name) {
        part(name).engine().resume();
    }

    /** The id of a part's process; empty while it does not run. */
    public OptionalLong pid(String name) {
        return part(name).pid().get().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Whether a part's process is there; a frozen one is. */
    public boolean running(String name) {
        return part(name).engine().running();
    }

    /** Whether a part's process is there and answers. */
    public boolean serves(String name) {
        return part(name).engine().running() && part(name).engine().answers();
    }

    /**
     * Lets services and schemas be those of another checkout's build at the next {@link #start()}. The engines, the sandbox and
     * the gateway stay this one's.
     *
     * @param root a checkout in which the services and {@code deploy/local} are built
     */
    public void startFrom(Path root) {
        Builds builds = new Builds(options.state(), options.root());
        builds.use(Builds.SCHEMAS, root);
        byNeed.services().forEach(part -> builds.use(part.name(), root));
    }

    /** Makes this build's topics and registers its schemas: the first step of an upgrade. */
    public void upgradeContracts() {
        new Builds(options.state(), options.root()).use(Builds.SCHEMAS, options.root());
        new Preparation(options, say).run();
    }

    /** Ends one process of a service and starts this build's in its place; returns once that serves. */
    public void upgrade(String name) {
        stop(name);
        new Builds(options.state(), options.root()).use(name, options.root());
        start(name);
    }

    /** Backs up one service's database. @return its time, which {@link #restore} takes */
    public Instant backUp(String service) {
        return new Backups(options.ports().of("postgres")).make(service);
    }

    /** Puts a backup of one service back, with all that follows. @return what the service found, in its words */
    public String restore(String service, RestoreTarget target) {
        return new Restoration(options, say).restore(service, byNeed.replicasOf(service), target);
    }

    /** Each open dead letter of a service as one line: id, consumer, topic with partition and offset, type, reason, detail. */
    public List<String> openLetters(String service) {
        return new OperatorCommand(options.ports().of("postgres"), service).openLetters();
    }

    /**
     * Has a service carry out an operator's command, and waits for it.
     *
     * @param kind {@code replay}, {@code discard} or {@code rebuild}
     * @return how it went, in the service's words
     * @throws LaunchFailure when it failed
     */
    public String carryOut(String service, String kind, String target) {
        return new OperatorCommand(options.ports().of("postgres"), service).carryOut(kind, target);
    }

    /** Replays every open dead letter of a service once. @return how each went */
    public List<String> replayAll(String service) {
        return new OperatorCommand(options.ports().of("postgres"), service).replayAll();
    }

    /** Discards every open dead letter of a service. @return how each went */
    public List<String> discardAll(String service) {
        return new OperatorCommand(options.ports().of("postgres"), service).discardAll();
    }

    /** Whether any process of the platform is there. */
    public boolean anyRunning() {
        return parts.values().stream().anyMatch(part -> part.engine().running());
    }

    /** Business time as the gateway has moved it. Who moved one service past the gateway knows that alone. */
    public Instant businessTime() {
        return Instant.now().plusSeconds(BusinessTime.of(options).offsetS());
    }

    /** The folder of everything that is kept, logs among it. */
    public Path state() {
        return options.state();
    }

    /** Where a part listens. */
    public int port(String name) {
        return part(name).engine().port();
    }

    /** The names of all parts, in the order of starting. */
    public List<String> names() {
        return List.copyOf(parts.keySet());
    }

    /** The one origin of the platform. */
    public String origin() {
        return "http://localhost:" + options.ports().of("gateway");
    }

    /** What clients of Kafka take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + options.ports().of("kafka");
    }

    /** The registry's Confluent-compatible API, version 7. */
    public String registryUrl() {
        return "http://127.0.0.1:" + options.ports().of("registry") + "/apis/ccompat/v7";
    }

    /** A service's database for JDBC; user and password are both {@code tresen_<service>}. */
    public String jdbcUrl(String service) {
        return "jdbc:postgresql://127.0.0.1:" + options.ports().of("postgres") + "/tresen_" + service;
    }

    /** The payment sandbox's own address; its book is under {@code /sandbox/book}. */
    public String sandboxUrl() {
        return "http://localhost:" + options.ports().of("sandbox");
    }

    /** Switches the sandbox's fault, past the gateway. */
    public void fault(Fault fault) {
        fault(options.ports(), fault);
    }

    static void fault(PortPlan ports, Fault fault) {
        try {
            Loopback.put(ports.of("sandbox"), "/sandbox/faults", new JsonObject().put("provider", fault.word()));
        } catch (IOException away) {
            throw new LaunchFailure("The payment sandbox does not answer.", away);
        }
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new LaunchFailure(
                    "No part is called " + name + "; there are " + String.join(", ", parts.keySet()) + ".");
        }
        return part;
    }

    /** Ends every process in order, those first that need the others. The data stay. */
    public void stopAll() {
        ending = true;
        if (supervisor != null) {
            supervisor.close();
        }
        together.stop(byNeed);
        // a start that was under way may have let one more through
        together.stop(byNeed);
    }

    /** {@link #stopAll}, and lets go of the state folder. */
    @Override
    public void close() {
        stopAll();
        try {
            lock.close();
        } catch (IOException broken) {
            say.accept("The state folder's lock could not be closed: " + broken.getMessage());
        }
    }
}
