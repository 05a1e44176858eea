/** The platform under measurement, in a process of its own on another class path. */
package io.tresen.benchmarks.platform;
