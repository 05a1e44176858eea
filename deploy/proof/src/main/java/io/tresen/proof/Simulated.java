package io.tresen.proof;

import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Report;
import java.nio.file.Path;
import java.util.List;

/** {@code deploy/proof/run simulate} as a part of a profile: a process of its own, with a class path of its own. */
final class Simulated {

    static final String NAME = "simulate";

    private Simulated() {}

    /** Runs so many seeds. @param first the first of them */
    static Outcome outcome(int seeds, long first) {
        Path root = Path.of(System.getProperty("tresen.root")).toAbsolutePath();
        Path folder = root.resolve("deploy/proof/target/simulate");
        Folders.empty(folder);
        int ended = Commanded.run(
                root,
                List.of(
                        root.resolve("deploy/proof/simulator/simulate").toString(),
                        String.valueOf(seeds),
                        String.valueOf(first),
                        "--reports",
                        folder.toString()));
        return read(folder, first, ended);
    }

    /** What the report in that folder says. @param ended with what the process ended */
    static Outcome read(Path folder, long first, int ended) {
        List<Path> reports = Folders.files(folder, ".json");
        if (reports.size() != 1) {
            Findings findings = new Findings(NAME, first);
            findings.attempted("the simulator runs to its end", false, "it ended with " + ended + ", without a report");
            return findings.outcome();
        }
        return Outcome.of(Report.read(reports.get(0)).at("/experiments/0"));
    }
}
