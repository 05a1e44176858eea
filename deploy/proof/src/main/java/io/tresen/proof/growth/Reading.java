package io.tresen.proof.growth;

import java.util.Map;

/**
 * What the meters of a platform show at one moment; all but the time count up for ever.
 *
 * @param nanos of a clock that only runs forward
 * @param walBytes written by the one server for all databases
 * @param commits transactions by service, reads and idle polls among them
 * @param rows inserted, updated and deleted by service
 * @param tableBytes size of the service's database
 * @param events records by topic
 * @param topicBytes of their segments by topic, one copy, as Kafka keeps them
 */
public record Reading(
        long nanos,
        long walBytes,
        Map<String, Long> commits,
        Map<String, Long> rows,
        Map<String, Long> tableBytes,
        Map<String, Long> events,
        Map<String, Long> topicBytes) {

    double secondsSince(Reading before) {
        return (nanos - before.nanos) / 1e9;
    }
}
