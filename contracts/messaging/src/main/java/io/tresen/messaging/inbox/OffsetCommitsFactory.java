package io.tresen.messaging.inbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;

/** What every channel's {@code commit-strategy} names. */
@ApplicationScoped
@Identifier("together")
class OffsetCommitsFactory implements KafkaCommitHandler.Factory {

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration channel,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> failures) {
        return new OffsetCommits(consumer, work -> vertx.setTimer(OffsetCommits.EVERY_MS, timer -> work.run()));
    }
}
