/**
 * Benchmarks of the whole platform: an open-loop load by Hyperfoil, CPU and memory of each process by {@code /proc}, a
 * reference measured in the same run where there is one, the invariants afterwards, and a report.
 */
package io.tresen.benchmarks;
