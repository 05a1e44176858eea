package io.tresen.proof;

import io.tresen.proof.report.Machine;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what was found into the folder that {@code deploy/proof/run --reports} names, {@code target/reports} without. */
final class Reports {

    private Reports() {}

    /** Writes and prints the report of one experiment, and ends the process: 0 passed, 1 not. */
    static void end(Outcome outcome) {
        Report report = write(outcome.experiment(), List.of(outcome), true);
        System.exit(report.passed() ? 0 : 1);
    }

    /**
     * Writes and prints a report.
     *
     * @param outcomes at least one
     * @param complete whether nothing is to come
     */
    static Report write(String name, List<Outcome> outcomes, boolean complete) {
        Path root = Path.of(System.getProperty("tresen.root")).toAbsolutePath();
        Path folder = Path.of(System.getProperty(
                "tresen.proof.reports",
                root.resolve("deploy/proof/target/reports").toString()));
        Report report = new Report(
                name,
                outcomes.get(0).begun(),
                complete,
                outcomes,
                Machine.told(root.resolve("deploy/proof/target")),
                Machine.versions(root));
        Path file = report.write(folder);
        try {
            System.out.println("\n" + Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("Written to " + file);
        return report;
    }
}
