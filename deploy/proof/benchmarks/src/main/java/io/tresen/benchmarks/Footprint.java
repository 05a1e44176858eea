package io.tresen.benchmarks;

/**
 * What a process, or a tree of them, has used and holds at a moment.
 *
 * @param pid of its root
 * @param cpuMs CPU milliseconds since it began
 * @param rssKb resident memory; pages that processes of a tree share count in each of them
 * @param peakKb the most that was resident since it began, of a tree the sum of each process's own most; 0 where the kernel does
 *     not tell it
 */
record Footprint(long pid, long cpuMs, long rssKb, long peakKb) {}
