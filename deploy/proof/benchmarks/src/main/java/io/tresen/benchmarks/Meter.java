package io.tresen.benchmarks;

import java.util.List;

/** What the platform spends while it is busy and while it is idle, and what that is for each thing that it completed. */
final class Meter {

    /** Somebody else's computer in real life: shown, and not in the sum. */
    private static final String SANDBOX = "sandbox";

    private final Processes processes;
    private final Databases databases;
    private Usage begin;
    private Usage end;
    private long commits;
    private Usage idleBegin;
    private Usage idleEnd;
    private long idleCommits;

    Meter(Stage stage) {
        processes = stage.processes();
        databases = new Databases(stage);
    }

    void busyFrom() {
        begin = Usage.of(processes);
        commits = -databases.commits();
    }

    void busyUntil() {
        end = Usage.of(processes);
        commits += databases.commits();
    }

    /** Measures a platform that has come to rest. */
    void idle(long seconds) {
        Run.pass(Math.min(20, seconds));
        idleBegin = Usage.of(processes);
        idleCommits = -databases.commits();
        Run.pass(seconds);
        idleEnd = Usage.of(processes);
        idleCommits += databases.commits();
    }

    /** Seconds that it was busy. */
    double seconds() {
        return end.seconds(begin);
    }

    /** Whether something that happened then counts; by {@link System#nanoTime}. */
    boolean counts(long ns) {
        return ns >= begin.ns() && ns < end.ns();
    }

    /** @param goalMs at most so many for each, @param what one thing is called, @param rate of them a second */
    void tell(Report report, double goalMs, String what, long rate, long completed) {
        double busyMs = end.totalSince(begin) - end.since(begin).get(SANDBOX);
        double idleMsPerSecond =
                (idleEnd.totalSince(idleBegin) - idleEnd.since(idleBegin).get(SANDBOX)) / idleEnd.seconds(idleBegin);
        double idleCommitsPerSecond = idleCommits / idleEnd.seconds(idleBegin);
        report.figure(Figure.atMost(
                goalMs, "CPU for each " + what + ", idle cost included", Numbers.each(busyMs, completed), "ms"));
        report.figure(Figure.of("of that, idle cost at this rate", idleMsPerSecond / rate, "ms"));
        report.figure(Figure.of("idle cost alone", idleMsPerSecond, "ms/s"));
        report.figure(Figure.atLeast(100, "rate sustained", completed / seconds(), "1/s"));
        report.figure(Figure.of(
                "commits for each, those of an idle platform taken off",
                Numbers.each(commits - idleCommitsPerSecond * seconds(), completed),
                "commits"));
        report.figure(Figure.of("commits of an idle platform, single reads among them", idleCommitsPerSecond, "1/s"));
        report.figure(Figure.of(
                "payment sandbox beside it, for each",
                Numbers.each(end.since(begin).get(SANDBOX), completed),
                "ms"));
        report.figure(Figure.of("cores that others used meanwhile", end.othersCores(begin), "cores"));
        report.table(
                "By process",
                List.of("process", "CPU ms", "ms for each", "idle ms/s", "memory MB"),
                Usage.rows(begin, end, completed, idleBegin, idleEnd));
    }
}
