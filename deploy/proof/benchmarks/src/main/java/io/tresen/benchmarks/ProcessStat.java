package io.tresen.benchmarks;

/**
 * One line of {@code /proc/<pid>/stat} (proc_pid_stat(5)).
 *
 * @param ticks user and system time of the process itself
 * @param endedTicks the same of its children that ended and were waited for
 */
record ProcessStat(long pid, long parent, long ticks, long endedTicks) {

    /** The name in parentheses may hold spaces and parentheses; the fields after the last one are numbers. */
    static ProcessStat parse(String line) {
        int nameEnd = line.lastIndexOf(')');
        String[] fields = line.substring(nameEnd + 2).trim().split(" ");
        // fields[0] is state, the third of the whole line
        return new ProcessStat(
                Long.parseLong(line.substring(0, line.indexOf(' '))),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    }

    long ticksWithEnded() {
        return ticks + endedTicks;
    }
}
