/**
 * The whole platform on one machine: a real PostgreSQL, Kafka and registry, the payment sandbox, the five services and the
 * gateway, each a process of its own that outlives the launcher. {@link io.tresen.local.Platform} is the launcher as a
 * library; {@link io.tresen.local.Up} and {@link io.tresen.local.Control} are the commands of {@code deploy/local}.
 *
 * <p>Everything that is kept lies in one folder, {@code .tresen}: data, logs, pid files, keys, the clock.
 */
package io.tresen.local;
