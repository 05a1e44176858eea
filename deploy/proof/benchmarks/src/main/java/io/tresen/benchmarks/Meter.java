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
    private long beginWriter;
    private long endWriter;
    private Usage idleBegin;
    private Usage idleEnd;
    private long idleBeginWriter;
    private long idleEndWriter;

    Meter(Stage stage) {
        processes = stage.processes();
        databases = new Databases(stage);
    }

    void busyFrom() {
        begin = Usage.of(processes);
        beginWriter = databases.nextWriter();
    }

    void busyUntil() {
        end = Usage.of(processes);
        endWriter = databases.nextWriter();
    }

    /** Measures a platform that has come to rest. */
    void idle(long seconds) {
        Run.pass(Math.min(20, seconds));
        idleBegin = Usage.of(processes);
        idleBeginWriter = databases.nextWriter();
        Run.pass(seconds);
        idleEnd = Usage.of(processes);
        idleEndWriter = databases.nextWriter();
    }

    /** Seconds that it was busy. */
    double seconds() {
        return end.seconds(begin);
    }

    /** Whether something that happened then counts; by {@link System#nanoTime}. */
    boolean counts(long ns) {
        return ns >= begin.ns() && ns < end.ns();
    }

    /** @param cpuGoal and {@code rateGoal} are goals, or null, @param what one thing is called, @param rate of them a second */
    void tell(Report report, String cpuGoal, String rateGoal, String what, long rate, long completed) {
        double busyMs = end.totalSince(begin) - end.since(begin).get(SANDBOX);
        double idleMsPerSecond =
                (idleEnd.totalSince(idleBegin) - idleEnd.since(idleBegin).get(SANDBOX)) / idleEnd.seconds(idleBegin);
        long commits = databases.committed(beginWriter, endWriter);
        double idleCommitsPerSecond = databases.committed(idleBeginWriter, idleEndWriter) / idleEnd.seconds(idleBegin);
        double eachMs = Numbers.each(busyMs, completed);
        report.figure(
                cpuGoal == null
                        ? Figure.of("CPU for each " + what + ", idle cost included", eachMs, "ms")
                        : Figure.against(cpuGoal, eachMs));
        report.figure(Figure.of("of that, idle cost at this rate", idleMsPerSecond / rate, "ms"));
        report.figure(
                "order-cpu".equals(cpuGoal)
                        ? Figure.against("idle-cpu", idleMsPerSecond)
                        : Figure.of("idle cost alone", idleMsPerSecond, "ms/s"));
        report.figure(rateGoal == null ? Figure.of("rate sustained", rate, "1/s") : Figure.against(rateGoal, rate));
        report.figure(Figure.of("completed", completed / seconds(), "1/s"));
        report.figure(Figure.of(
                "commits for each that wrote something, those of an idle platform taken off",
                Numbers.each(commits - idleCommitsPerSecond * seconds(), completed),
                "commits"));
        report.figure(Figure.of("commits of an idle platform that wrote something", idleCommitsPerSecond, "1/s"));
        report.figure(Figure.of(
                "payment sandbox beside it, for each",
                Numbers.each(end.since(begin).get(SANDBOX), completed),
                "ms"));
        report.figure(
                Figure.of("cores that the load generator used on the same machine", end.ownCores(begin), "cores"));
        report.figure(Figure.of("cores that others used meanwhile", end.othersCores(begin), "cores"));
        report.table(
                "By process",
                List.of("process", "CPU ms", "ms for each", "idle ms/s", "memory MB"),
                Usage.rows(begin, end, completed, idleBegin, idleEnd));
    }
}
