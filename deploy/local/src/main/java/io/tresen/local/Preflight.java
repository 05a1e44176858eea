package io.tresen.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What must hold before anything starts; each failure is one sentence that says what to do. */
final class Preflight {

    private static final long DISK_BYTES = 2L << 30;
    private static final int JAVA = 17;

    private Preflight() {}

    /** @throws LaunchFailure when the Java is too old, the disk too full, or a service not built */
    static void machine(PlatformOptions options) {
        java(Runtime.version().feature());
        disk(options.state(), usable(options.state()));
        for (String service : PortPlan.SERVICES) {
            Path jar = new ServiceSettings(options, new Keys(options.state())).jar(service);
            if (!Files.exists(jar)) {
                throw new LaunchFailure(service + "-service is not built (" + jar + " is missing); deploy/local/up and"
                        + " ./mvnw package build it.");
            }
        }
    }

    static void java(int feature) {
        if (feature < JAVA) {
            throw new LaunchFailure("Tresen needs Java " + JAVA + " or newer, and this is Java " + feature + ".");
        }
    }

    static void disk(Path folder, long usableBytes) {
        if (usableBytes < DISK_BYTES) {
            throw new LaunchFailure(String.format(
                    Locale.ROOT,
                    "Only %.1f GB are free where %s lies, and Tresen needs %d GB.",
                    usableBytes / (double) (1L << 30),
                    folder,
                    DISK_BYTES >> 30));
        }
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /** @throws LaunchFailure naming the first port that is taken, and by whom where that can be seen */
    static void ports(Map<String, Integer> wanted) {
        wanted.forEach((part, port) -> {
            if (PortHolder.isTaken(port)) {
                throw new LaunchFailure(taken(part, port, PortHolder.find(port)));
            }
        });
    }

    static String taken(String part, int port, Optional<ProcessHandle> holder) {
        String by = holder.map(process -> " by " + program(process) + " (process " + process.pid() + ")")
                .orElse("");
        return "Port " + port + ", which " + part + " needs, is taken" + by
                + "; end that program, or move all ports with deploy/local/up --ports +100.";
    }

    private static String program(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("another program");
    }
}
