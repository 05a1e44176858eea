package io.tresen.local;

import io.tresen.local.sandbox.Fault;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** {@code deploy/local/up}: starts the platform, shows that it works, and stays until it is told to end. */
public final class Up {

    private Up() {}

    /** Arguments as {@code up --help} has them; {@code tresen.root} and {@code tresen.state} say where. */
    public static void main(String[] args) {
        Terminal.quiet();
        Path root = Path.of(System.getProperty("tresen.root", "")).toAbsolutePath();
        Path state = Path.of(
                System.getProperty("tresen.state", root.resolve(".tresen").toString()));
        int status = Terminal.run(() -> up(UpArguments.parse(args), root, state));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static void up(UpArguments arguments, Path root, Path state) {
        PlatformOptions options = PlatformOptions.of(root)
                .withState(state)
                .withPortOffset(arguments.portOffset())
                .withReplicas(arguments.replicas());
        Platform platform = Platform.open(options, line -> Terminal.line("  " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform), "end"));
        if (arguments.reset()) {
            platform.reset();
        }
        Terminal.line("Starting Tresen");
        platform.start();
        platform.fault(arguments.fault().orElse(Fault.NONE));
        Terminal.line("Tresen is up."); // the line that --detach waits for
        stay();
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
