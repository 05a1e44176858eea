package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the processes had used at a moment.
 *
 * @param ns by {@link System#nanoTime}
 * @param cpuMs since each process began, by name
 * @param machineMs everything on the machine
 * @param ownMs this process, the load generator
 */
record Usage(long ns, Map<String, Long> cpuMs, Map<String, Long> memoryKb, long machineMs, long ownMs) {

    static Usage of(Processes processes) {
        return new Usage(
                System.nanoTime(),
                processes.cpuMs(),
                processes.memoryKb(),
                processes.machineMs(),
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
    }

    /**
     * CPU milliseconds by name from then until now.
     *
     * @throws IllegalStateException when a process ended in between: what it used is not known
     */
    Map<String, Long> since(Usage then) {
        Map<String, Long> used = new LinkedHashMap<>();
        then.cpuMs.forEach((name, before) -> {
            Long now = cpuMs.get(name);
            if (now == null || now < before) {
                throw new IllegalStateException(name + " ended while it was measured");
            }
            used.put(name, now - before);
        });
        return used;
    }

    /** Of all processes. */
    long totalSince(Usage then) {
        return since(then).values().stream().mapToLong(Long::longValue).sum();
    }

    double seconds(Usage then) {
        return (ns - then.ns) / 1e9;
    }

    /** Cores that this process used. */
    double ownCores(Usage then) {
        return (ownMs - then.ownMs) / 1_000.0 / seconds(then);
    }

    /** Cores that neither the platform nor this process used: who else was on the machine. */
    double othersCores(Usage then) {
        return Math.max(
                0, (machineMs - then.machineMs - totalSince(then) - (ownMs - then.ownMs)) / 1_000.0 / seconds(then));
    }

    /** A row a process: CPU of a busy and of an idle time, each, and memory at the end of the busy one. */
    static List<List<Object>> rows(Usage busyBegin, Usage busyEnd, long things, Usage idleBegin, Usage idleEnd) {
        Map<String, Long> busy = busyEnd.since(busyBegin);
        Map<String, Long> idle = idleEnd.since(idleBegin);
        List<List<Object>> rows = new ArrayList<>();
        busy.forEach((name, ms) -> rows.add(List.of(
                name,
                ms,
                Numbers.each(ms, things),
                idle.get(name) / idleEnd.seconds(idleBegin),
                busyEnd.memoryKb.getOrDefault(name, 0L) / 1_024)));
        return rows;
    }
}
