package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each process of the platform, and the load generator, had used and held at a moment. Two of them make the table that every
 * report has. Benchmarks stop and start parts of the platform; what a process used that ended meanwhile is not known, and the
 * table says so.
 *
 * @param ns by {@link System#nanoTime}
 */
record Footprints(long ns, Map<String, Footprint> byName) {

    private static final String GENERATOR = "load generator";
    private static final String UNKNOWN = "–";
    private static final long KB_PER_MB = 1_024;

    static Footprints of(Processes processes) {
        Map<String, Footprint> byName = new LinkedHashMap<>(processes.footprints());
        byName.put(GENERATOR, processes.own());
        return new Footprints(System.nanoTime(), byName);
    }

    /** Tells a report what was used from then until now. */
    void tell(Report report, Footprints then) {
        report.table(
                "CPU and memory by process",
                List.of("process", "CPU ms", "RSS MB", "peak RSS MB", "what to know"),
                rows(then));
        report.note("CPU and memory by process are of the whole benchmark, " + (ns - then.ns) / 1_000_000_000L
                + " s: preparation and warming up are in it, the invariants' check is not. Peaks count from each process's own"
                + " start. Postgres is many processes, and RSS counts in each of them what they share.");
    }

    /** A row for each process that was there at the begin or the end. */
    List<List<Object>> rows(Footprints then) {
        Set<String> names = new LinkedHashSet<>(then.byName.keySet());
        names.addAll(byName.keySet());
        List<List<Object>> rows = new ArrayList<>();
        names.forEach(name -> rows.add(row(name, then.byName.get(name), byName.get(name))));
        return rows;
    }

    private static List<Object> row(String name, Footprint before, Footprint now) {
        if (now == null) {
            return List.of(name, UNKNOWN, UNKNOWN, UNKNOWN, "does not run any more");
        }
        boolean same = before != null && before.pid() == now.pid();
        return List.of(
                name,
                same ? now.cpuMs() - before.cpuMs() : now.cpuMs(),
                now.rssKb() / KB_PER_MB,
                now.peakKb() == 0 ? UNKNOWN : (Object) (now.peakKb() / KB_PER_MB),
                same
                        ? ""
                        : before == null
                                ? "started meanwhile: since its start"
                                : "**restarted meanwhile**: since its last start");
    }
}
