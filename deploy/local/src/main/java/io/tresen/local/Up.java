package io.tresen.local;

import io.tresen.local.demo.DemoShop;
import io.tresen.local.demo.Import;
import io.tresen.local.demo.PlayedConversation;
import io.tresen.local.sandbox.Fault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code deploy/local/up}: starts the platform, shows that it works, and stays until it is told to end. */
public final class Up {

    private final UpArguments arguments;
    private final Path root;
    private final Path state;

    private Up(UpArguments arguments, Path root, Path state) {
        this.arguments = arguments;
        this.root = root;
        this.state = state;
    }

    /** Arguments as {@code up --help} has them; {@code tresen.root} and {@code tresen.state} say where. */
    public static void main(String[] args) {
        Terminal.quiet();
        Path root = Path.of(System.getProperty("tresen.root", "")).toAbsolutePath();
        Path state = Path.of(
                System.getProperty("tresen.state", root.resolve(".tresen").toString()));
        int status = Terminal.run(() -> new Up(UpArguments.parse(args), root, state).run());
        if (status != 0) {
            System.exit(status);
        }
    }

    private void run() {
        StateFolder folder = new StateFolder(state);
        Optional<PlatformOptions> running = folder.isHeld() ? folder.remembered(root) : Optional.empty();
        if (running.isPresent() && !arguments.reset()) {
            useRunning(running.get());
        } else {
            start();
        }
    }

    /** A second {@code up} beside a running one does what it asks for on that. */
    private void useRunning(PlatformOptions options) {
        boolean otherPorts = arguments.portOffset() != 0 && arguments.portOffset() != options.portOffset();
        boolean otherReplicas =
                !arguments.replicas().isEmpty() && !arguments.replicas().equals(options.replicas());
        boolean otherTraces =
                arguments.traces().isPresent() && !arguments.traces().equals(options.traces());
        if (otherPorts || otherReplicas || otherTraces) {
            throw new LaunchFailure("Tresen already runs with other options; deploy/local/down ends it.");
        }
        arguments.file().ifPresent(file -> importInto(shop(options), file));
        arguments.fault().ifPresent(fault -> {
            Platform.fault(options.ports(), fault);
            Terminal.line("Every payment: " + fault.word());
        });
        Terminal.line("Tresen is up. It was already running; deploy/local/down ends it.");
        addresses(options);
    }

    private void start() {
        PlatformOptions options = PlatformOptions.of(root)
                .withState(state)
                .withPortOffset(arguments.portOffset())
                .withReplicas(arguments.replicas())
                .withTraces(arguments.traces());
        Platform platform = Platform.open(options, line -> Terminal.line("  " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform), "end"));
        if (arguments.reset()) {
            platform.reset();
        }
        Terminal.line("Starting Tresen");
        platform.start();
        Platform.fault(options.ports(), Fault.NONE);
        if (arguments.file().isPresent()) {
            importInto(shop(options), arguments.file().get());
        } else if (arguments.demo()) {
            playDemo(shop(options));
        }
        // only now: the played conversation is one without faults
        arguments.fault().ifPresent(fault -> Platform.fault(options.ports(), fault));
        Terminal.line("");
        Terminal.line("Tresen is up. Ctrl-C or deploy/local/down ends it; the data stay in " + state + ".");
        addresses(options);
        stay();
    }

    private DemoShop shop(PlatformOptions options) {
        DemoShop shop = DemoShop.open(origin(options), state.resolve("demo-shop.json"));
        shop.open();
        return shop;
    }

    private void importInto(DemoShop shop, Path file) {
        new Import(shop, Terminal::line).file(file, arguments.format().orElseThrow());
    }

    private static void playDemo(DemoShop shop) {
        Terminal.line("");
        new Import(shop, Terminal::line).demo();
        Terminal.line("");
        new PlayedConversation(shop, Terminal::line).play();
    }

    private static String origin(PlatformOptions options) {
        return "http://localhost:" + options.ports().of("gateway");
    }

    private static void addresses(PlatformOptions options) {
        PortPlan ports = options.ports();
        Terminal.line("  Everything           " + origin(options));
        Terminal.line("  Demo shop's chat     " + origin(options) + "/chat/s/" + DemoShop.HANDLE);
        Terminal.line("  its console          " + origin(options) + "/chat/console (" + DemoShop.OWNER + ")");
        Terminal.line("  its credentials      " + options.state() + "/demo-shop.json");
        Terminal.line("  Codes sent to phones " + origin(options) + "/local/phones");
        for (String service : PortPlan.SERVICES) {
            Terminal.line(
                    String.format("  %-20s http://localhost:%d/q/openapi", service + "-service", ports.of(service)));
        }
        Terminal.line("  Schema registry      http://localhost:" + ports.of("registry") + "/apis/ccompat/v7");
        Terminal.line("  Payment sandbox      http://localhost:" + ports.of("sandbox") + "/sandbox/book");
        Terminal.line("  Kafka                localhost:" + ports.of("kafka"));
        Terminal.line("  PostgreSQL           localhost:" + ports.of("postgres"));
    }

    private static void end(Platform platform) {
        boolean ran = platform.anyRunning();
        if (ran) {
            Terminal.line("\nEnding Tresen");
        }
        platform.close();
        if (ran) {
            Terminal.line("Tresen is down. Data and logs stay.");
        }
    }

    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
