/**
 * The engines that Tresen runs on: PostgreSQL, Kafka and the schema registry, each a real one in a process of its own.
 *
 * <p>{@link io.tresen.engines.Engines} is the way in; {@code -Dtresen.engines} picks {@code embedded} (the default) or
 * {@code containers}. Tests of a service use {@link io.tresen.engines.EnginesResource}. The local platform uses
 * {@link io.tresen.engines.PostgresEngine}, {@link io.tresen.engines.KafkaEngine} and
 * {@link io.tresen.engines.RegistryEngine} with its own ports and folders, or their main classes.
 *
 * <p>An embedded engine is known by its folder and its pid file, not by an object in memory: whoever holds the same
 * folder can stop it, kill it and start it again, from another class loader or another JVM.
 */
package io.tresen.engines;
