package io.tresen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What trees of processes have used, by {@code /proc} (proc(5)). A child that ended counts with its parent, so that a tree's
 * CPU time never falls.
 *
 * @param roots process ids by name
 * @param proc where the kernel shows processes
 */
record Processes(Map<String, Long> roots, Path proc) {

    /** USER_HZ: what the kernel counts in for user space on every architecture that we run on. */
    private static final long MS_PER_TICK = 10;

    Processes(Map<String, Long> roots) {
        this(roots, Path.of("/proc"));
    }

    /** CPU milliseconds since its start by name; a process that is gone is left out. */
    Map<String, Long> cpuMs() {
        Map<String, Long> cpu = new LinkedHashMap<>();
        Map<Long, ProcessStat> all = all();
        roots.forEach((name, root) -> {
            List<ProcessStat> tree = tree(root, all);
            if (!tree.isEmpty()) {
                cpu.put(
                        name,
                        tree.stream().mapToLong(ProcessStat::ticksWithEnded).sum() * MS_PER_TICK);
            }
        });
        return cpu;
    }

    /**
     * Memory in kB by name: the proportional set size, in which what processes share is counted once; the resident size where
     * the kernel does not tell it.
     */
    Map<String, Long> memoryKb() {
        Map<String, Long> memory = new LinkedHashMap<>();
        Map<Long, ProcessStat> all = all();
        roots.forEach((name, root) -> memory.put(
                name,
                tree(root, all).stream().mapToLong(one -> memoryKb(one.pid())).sum()));
        return memory;
    }

    /** What each tree has used and holds by name; one that is gone is left out. */
    Map<String, Footprint> footprints() {
        Map<String, Footprint> found = new LinkedHashMap<>();
        Map<Long, ProcessStat> all = all();
        roots.forEach((name, root) -> {
            List<ProcessStat> tree = tree(root, all);
            if (!tree.isEmpty()) {
                found.put(
                        name,
                        footprint(
                                root,
                                tree.stream()
                                        .mapToLong(ProcessStat::ticksWithEnded)
                                        .sum(),
                                tree));
            }
        });
        return found;
    }

    /** The same of this very process without its children: the platform is among them. */
    Footprint own() {
        long pid = ProcessHandle.current().pid();
        ProcessStat stat = all().get(pid);
        return footprint(pid, stat.ticks(), List.of(stat));
    }

    private Footprint footprint(long root, long ticks, List<ProcessStat> tree) {
        long rss = 0;
        long peak = 0;
        for (ProcessStat one : tree) {
            String status = read(proc.resolve(Long.toString(one.pid())).resolve("status"));
            rss += kb(status, "VmRSS:");
            peak += kb(status, "VmHWM:");
        }
        return new Footprint(root, ticks * MS_PER_TICK, rss, peak);
    }

    /** CPU milliseconds that everything on the machine has used, idle and waiting not counted. */
    long machineMs() {
        String[] fields = read(proc.resolve("stat"))
                .lines()
                .findFirst()
                .orElse("cpu 0 0 0 0 0 0 0 0")
                .split(" +");
        // user nice system (idle iowait) irq softirq steal
        long ticks = 0;
        for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks * MS_PER_TICK;
    }

    private static List<ProcessStat> tree(long root, Map<Long, ProcessStat> all) {
        Map<Long, List<ProcessStat>> children = new HashMap<>();
        all.values().forEach(one -> children.computeIfAbsent(one.parent(), p -> new ArrayList<>())
                .add(one));
        List<ProcessStat> tree = new ArrayList<>();
        Deque<Long> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            long pid = open.pop();
            if (all.containsKey(pid)) {
                tree.add(all.get(pid));
                children.getOrDefault(pid, List.of()).forEach(child -> open.push(child.pid()));
            }
        }
        return tree;
    }

    private Map<Long, ProcessStat> all() {
        try (Stream<Path> folders = Files.list(proc)) {
            Map<Long, ProcessStat> all = new HashMap<>();
            folders.filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .map(folder -> read(folder.resolve("stat")))
                    .filter(line -> !line.isBlank())
                    .map(ProcessStat::parse)
                    .forEach(stat -> all.put(stat.pid(), stat));
            return all;
        } catch (IOException e) {
            throw new IllegalStateException("This system shows no processes in " + proc, e);
        }
    }

    private long memoryKb(long pid) {
        Path folder = proc.resolve(Long.toString(pid));
        long proportional = kb(read(folder.resolve("smaps_rollup")), "Pss:");
        return proportional > 0 ? proportional : kb(read(folder.resolve("status")), "VmRSS:");
    }

    private static long kb(String text, String label) {
        return text.lines()
                .filter(line -> line.startsWith(label))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(0);
    }

    /** Empty for what is gone or closed to us. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
