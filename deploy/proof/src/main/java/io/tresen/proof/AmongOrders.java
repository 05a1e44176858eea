package io.tresen.proof;

import io.tresen.proof.client.Pause;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.TopicBytes;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Records come again while orders go through.
 *
 * @param done how many orders have gone through
 */
record AmongOrders(TopicBytes topics, Copier copier, IntSupplier done, Findings findings) {

    static final String GO_ON = "replays during which orders went through";

    private static final Duration GOES_ON_WITHIN = Duration.ofMinutes(1);

    /**
     * Sends that share of each topic's records again, and once more as long as no order has gone through meanwhile; of some that
     * were just let. Each time of what was there at first: copies of copies would be more each time than a busy machine can read,
     * and keep back the very order that is waited for.
     */
    void again(String what, double share) {
        int before = done.getAsInt();
        Map<TopicPartition, Long> ends = topics.ends();
        Pause pause = new Pause(GOES_ON_WITHIN);
        do {
            findings.attempted(what, copier.again(share, ends));
        } while (done.getAsInt() == before && pause.again());
        findings.attempted(GO_ON, done.getAsInt() > before, "none did behind order " + before);
    }
}
