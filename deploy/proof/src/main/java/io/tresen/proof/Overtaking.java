package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.ConsumerOffsets;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.Reader;
import io.tresen.proof.topics.TopicBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What consumers that do not run have still to read comes to them in another order among keys: it is sent once more, and they pass
 * over the originals. Which these are is known by {@link Reader}; what the broker has assigned misses whoever joins at that moment.
 */
record Overtaking(TopicBytes topics, Copier copier, ConsumerOffsets offsets, Findings findings) {

    static final String OVERTAKEN = "records that another key's overtook before they were read at all";
    static final String PASSED_OVER = "consumers that pass over what comes to them in another order";

    /**
     * Nobody may write meanwhile.
     *
     * @param readers none of whose consumers runs
     * @param from where they had read all
     * @throws IllegalStateException when one of them had not
     */
    void of(List<Reader> readers, Map<TopicPartition, Long> from) {
        Set<Topic> read = readers.stream().map(Reader::topic).collect(Collectors.toSet());
        Map<TopicPartition, Long> to = topics.ends();
        int overtaken = 0;
        for (Topic topic : TopicBytes.events()) {
            if (read.contains(topic)) {
                overtaken += copier.instead(topic, from);
            }
        }
        findings.attempted(OVERTAKEN, overtaken);
        for (Reader reader : readers) {
            Map<TopicPartition, Long> its = new HashMap<>(to);
            its.keySet()
                    .removeIf(partition ->
                            !partition.topic().equals(reader.topic().name()));
            offsets.skip(reader.consumer(), from, its);
            // who reads an original has seen it in its place, and its copy is nothing new
            long originals = offsets.unread(reader.consumer(), its);
            findings.attempted(
                    PASSED_OVER, originals == 0, reader.consumer() + " is going to read " + originals + " originals");
        }
    }
}
