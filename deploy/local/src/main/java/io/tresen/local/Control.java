package io.tresen.local;

import io.tresen.messaging.inbox.RestoreTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The commands beside {@code up}: {@code down}, {@code stop}, {@code start}, {@code dead-letters}, {@code rebuild}, {@code
 * restore}, {@code fee-rules}.
 */
public final class Control {

    private static final Duration DOWN_WITHIN = Duration.ofMinutes(3);
    private static final Duration START_WITHIN = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final StateFolder folder;
    private final PlatformOptions options;
    private final Parts parts;

    private Control(Path root, Path state) {
        this.folder = new StateFolder(state);
        this.options = folder.remembered(root)
                .orElseThrow(() -> new LaunchFailure("Nothing was ever started here; deploy/local/up does."));
        this.parts = Parts.of(options);
    }

    /** First the command, then what it acts on; {@code tresen.root} and {@code tresen.state} say where. */
    public static void main(String[] args) {
        Terminal.quiet();
        Path root = Path.of(System.getProperty("tresen.root", "")).toAbsolutePath();
        Path state = Path.of(
                System.getProperty("tresen.state", root.resolve(".tresen").toString()));
        System.exit(Terminal.run(() -> new Control(root, state).run(List.of(args))));
    }

    private void run(List<String> args) {
        String command = args.isEmpty() ? "" : args.get(0);
        switch (command) {
            case "down" -> down();
            case "stop" -> stop(part(args));
            case "start" -> start(part(args));
            case "dead-letters" -> deadLetters(args);
            case "rebuild" -> rebuild(args);
            case "restore" -> restore(args);
            case "fee-rules" -> feeRules(args);
            default ->
                throw new Terminal.Usage(
                        "down, stop, start, dead-letters, rebuild, restore or fee-rules, not " + command);
        }
    }

    /** The launcher ends everything when it is alive; otherwise this does. */
    private void down() {
        Optional<ProcessHandle> launcher = folder.launcher();
        launcher.ifPresent(ProcessHandle::destroy);
        if (!Poll.until(DOWN_WITHIN, PAUSE, () -> !folder.isHeld())) {
            throw new LaunchFailure("The launcher"
                    + launcher.map(p -> " (process " + p.pid() + ")").orElse("") + " does not end.");
        }
        new Together(Terminal::line).stop(parts);
        Terminal.line("Tresen is down. Its data stay in " + options.state() + ".");
    }

    private Part part(List<String> args) {
        String names = String.join(", ", parts.all().stream().map(Part::name).toList());
        if (args.size() != 2) {
            throw new Terminal.Usage("deploy/local/" + args.get(0) + " NAME, one of: " + names);
        }
        return parts.all().stream()
                .filter(part -> part.name().equals(args.get(1)))
                .findFirst()
                .orElseThrow(
                        () -> new LaunchFailure("No part is called " + args.get(1) + "; there are " + names + "."));
    }

    private static void stop(Part part) {
        part.wantDown(true);
        boolean ran = part.engine().running();
        part.engine().stop();
        Terminal.line(part.label() + (ran ? " is stopped." : " was not running.") + " deploy/local/start " + part.name()
                + " starts it.");
    }

    private void start(Part part) {
        if (!folder.isHeld()
                && parts.all().stream().noneMatch(any -> any.engine().running())) {
            throw new LaunchFailure("Tresen is not up; deploy/local/up starts all of it.");
        }
        part.wantDown(false);
        if (folder.isHeld()) {
            // the launcher starts what is not wanted down; two starters would be one too many
            if (!Poll.until(START_WITHIN, PAUSE, part.engine()::running)) {
                throw new LaunchFailure(part.label() + " does not start; see " + part.log() + ".");
            }
        }
        part.engine().start();
        Terminal.line(part.label() + " runs on " + part.engine().port() + ".");
    }

    private void deadLetters(List<String> args) {
        String usage = "deploy/local/dead-letters SERVICE list | replay ID | replay all | discard ID | discard"
                + " gap:CONSUMER:KEY";
        boolean list = args.size() == 3 && args.get(2).equals("list");
        boolean act = args.size() == 4 && Arrays.asList("replay", "discard").contains(args.get(2));
        if (!list && !act) {
            throw new Terminal.Usage(usage);
        }
        OperatorCommand operator = operator(args.get(1));
        if (list) {
            List<String> letters = operator.openLetters();
            letters.forEach(Terminal::line);
            Terminal.line(letters.isEmpty() ? "No dead letters in " + args.get(1) + "." : letters.size() + " open");
        } else if (args.get(2).equals("replay") && args.get(3).equals("all")) {
            operator.replayAll().forEach(Terminal::line);
        } else {
            Terminal.line(operator.carryOut(args.get(2), args.get(3)));
        }
    }

    private void restore(List<String> args) {
        String usage = "deploy/local/restore SERVICE [backup | TIME [--compared] | retell | settle KEY]";
        if (args.size() < 2) {
            throw new Terminal.Usage(usage);
        }
        String service = args.get(1);
        OperatorCommand operator = operator(service);
        Backups backups = new Backups(options.ports().of("postgres"));
        if (args.size() == 2) {
            backups.all(service).forEach(made -> Terminal.line("backup " + made));
            List<String> told = operator.told();
            told.forEach(Terminal::line);
            Terminal.line(told.isEmpty() ? "Nothing needs attention." : told.size() + " need attention");
        } else if (args.size() == 4 && args.get(2).equals("settle")) {
            Terminal.line(operator.carryOut("discard", "told:" + args.get(3)));
        } else if (args.size() == 3 && args.get(2).equals("retell")) {
            Terminal.line(operator.carryOut("replay", "told:*"));
        } else if (args.size() == 3 && args.get(2).equals("backup")) {
            Terminal.line(backups.make(service).toString());
        } else if (args.size() == 3 || args.size() == 4 && args.get(3).equals("--compared")) {
            Terminal.line(new Restoration(options, Terminal::line)
                    .restore(
                            service,
                            parts.replicasOf(service),
                            new RestoreTarget(time(args.get(2), usage), args.size() == 4)));
        } else {
            throw new Terminal.Usage(usage);
        }
    }

    private static Instant time(String text, String usage) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new Terminal.Usage(usage);
        }
    }

    private void rebuild(List<String> args) {
        if (args.size() != 3) {
            throw new Terminal.Usage("deploy/local/rebuild SERVICE COPY");
        }
        Terminal.line("Rebuilt from " + operator(args.get(1)).carryOut("rebuild", args.get(2)) + ".");
    }

    private void feeRules(List<String> args) {
        if (args.size() != 2) {
            throw new Terminal.Usage("deploy/local/fee-rules FILE | --show");
        }
        OperatorCommand operator = operator("payment");
        if (args.get(1).equals("--show")) {
            Terminal.line(operator.feeRules());
            return;
        }
        try {
            Terminal.line(operator.carryOut("fee-rules", Files.readString(Path.of(args.get(1)))) + ".");
        } catch (IOException unreadable) {
            throw new LaunchFailure(
                    "The file " + args.get(1) + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private OperatorCommand operator(String service) {
        if (!PortPlan.SERVICES.contains(service)) {
            throw new LaunchFailure(
                    "No service is called " + service + "; there are " + String.join(", ", PortPlan.SERVICES) + ".");
        }
        return new OperatorCommand(options.ports().of("postgres"), service);
    }
}
