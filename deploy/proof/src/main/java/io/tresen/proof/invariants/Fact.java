package io.tresen.proof.invariants;

import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

/**
 * An event as it lies in a topic.
 *
 * @param value decoded with the writer's schema alone, as any language would; null for a tombstone
 */
record Fact(
        String topic,
        int partition,
        long offset,
        String key,
        UUID id,
        String type,
        long sequence,
        GenericRecord value) {}
