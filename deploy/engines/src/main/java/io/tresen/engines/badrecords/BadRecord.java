package io.tresen.engines.badrecords;

import io.tresen.contracts.Topic;
import java.util.List;
import java.util.Map;

/**
 * A record that nobody should have written.
 *
 * @param value null for a tombstone, which a process has to take too
 * @param changes what is not as it should be
 */
public record BadRecord(Topic topic, byte[] key, byte[] value, Map<String, String> headers, List<String> changes) {

    /** Its topic, and the type that it says it has. */
    String kind() {
        return topic.name() + " " + headers.get("ce_type");
    }
}
