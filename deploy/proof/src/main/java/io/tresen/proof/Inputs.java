package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.engines.Tried;
import io.tresen.engines.badinput.BadInput;
import io.tresen.engines.badrecords.RecordFeed;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code deploy/proof/run input}: bad requests and bad records to each service. They are sent by the services' own tests, BadInputIT
 * and BadRecordsIT, which have their engines to themselves; here they are many, and what they tried is a report.
 */
final class Inputs {

    static final String NAME = "input";

    private static final int COUNT = 10_000;
    /** Read before Maven writes the jar anew that it is from. */
    private static final List<String> ENDS = RecordFeed.ENDS;

    private static final String TESTS_END = "the tests that send them end well";

    private Inputs() {}

    /** Arguments: how many requests and as many records to each service (10,000), a seed of what is sent (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        Reports.end(outcome(told.number(0, COUNT), told.seed(1)));
    }

    static Outcome outcome(int count, long seed) {
        Path root = Path.of(System.getProperty("tresen.root")).toAbsolutePath();
        List<Path> modules = Topics.SERVICES.stream()
                .map(service -> root.resolve(service + "-service"))
                .toList();
        Findings findings = new Findings(NAME, seed);
        findings.setting("requests to each service", count);
        findings.setting("records to each service, and three that nobody can read of each type", count);
        try {
            modules.forEach(module -> Folders.empty(Tried.folder(module), FailedTests.folder(module)));
            Path output = root.resolve("deploy/proof/target/input.log");
            System.out.println("What the tests say is in " + output);
            int ended = Commanded.run(root, maven(root, modules, count, seed), output);
            modules.forEach(module -> tell(module, count, findings));
            boolean explained = !findings.outcome().passed();
            findings.attempted(TESTS_END, ended == 0 || explained, "Maven ended with " + ended);
        } catch (RuntimeException broken) {
            broken.printStackTrace();
            findings.violated(TESTS_END, broken.toString());
        }
        return findings.outcome();
    }

    private static List<String> maven(Path root, List<Path> modules, int count, long seed) {
        List<String> command = new ArrayList<>(List.of(root.resolve("mvnw").toString(), "-q", "-ntp", "--fail-at-end"));
        command.addAll(List.of("-am", "-pl"));
        command.add(String.join(
                ",", modules.stream().map(it -> it.getFileName().toString()).toList()));
        command.addAll(List.of("-Dtest=None", "-Dit.test=BadInputIT,BadRecordsIT"));
        command.addAll(List.of(
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dfailsafe.failIfNoSpecifiedTests=false",
                "-Dspotless.check.skip=true"));
        command.addAll(List.of("-Dtresen.bad-input.count=" + count, "-Dtresen.bad-input.seed=" + seed));
        command.addAll(List.of("-Dtresen.bad-records.count=" + count, "-Dtresen.bad-records.seed=" + seed));
        command.add("verify");
        return command;
    }

    private static String ends(Path module) {
        return ENDS.stream()
                .map(end -> "%,d %s".formatted(tried(module, end), end))
                .collect(Collectors.joining(", "));
    }

    private static long tried(Path module, String what) {
        return Tried.of(module, what).attempted();
    }

    /** One row of a service: what it was sent, and what of that went wrong. */
    static void tell(Path module, int count, Findings findings) {
        String row =
                "bad requests and records to " + module.getFileName().toString().replace("-service", "");
        Tried requests = Tried.of(module, "requests");
        Tried records = Tried.of(module, "records");
        findings.attempted(row, requests.attempted() + records.attempted());
        findings.note("%s: %,d requests, of which %,d were answered 503 with Retry-After and asked again; %,d records"
                .formatted(row, requests.attempted(), tried(module, BadInput.BUSY), records.attempted()));
        findings.note("%s, as often as a consumer reads one: %s".formatted(row, ends(module)));
        findings.violated(row, requests.wrong());
        findings.violated(row, records.wrong());
        for (FailedTests.Failed failed : FailedTests.of(module)) {
            boolean told = !(failed.test().contains("BadInputIT") ? requests : records)
                    .wrong()
                    .isEmpty();
            if (!told) {
                findings.violated(row, failed.test() + ": " + failed.words());
            }
        }
        if (requests.attempted() < count || records.attempted() < count) {
            findings.violated(
                    row,
                    "of %,d requests and as many records only %,d and %,d were tried"
                            .formatted(count, requests.attempted(), records.attempted()));
        }
    }
}
