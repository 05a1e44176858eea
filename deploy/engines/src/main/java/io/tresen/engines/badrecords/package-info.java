/**
 * Bad records for a service's consumers, made by seed from the Avro schemas of the topics that it reads: {@link
 * io.tresen.engines.badrecords.BadRecords} makes them, {@link io.tresen.engines.badrecords.RecordFeed} publishes them and
 * waits until each is decided, and {@link io.tresen.engines.badrecords.Decisions} counts how far they came. What a
 * consumer can not use it letters; it never stops at one.
 */
package io.tresen.engines.badrecords;
