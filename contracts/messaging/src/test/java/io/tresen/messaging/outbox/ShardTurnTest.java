package io.tresen.messaging.outbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.outbox.ShardTurn.Outcome;
import io.tresen.messaging.outbox.ShardTurn.Pending;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** When a turn counts as one that left some behind; what it does with a database and a broker is in OutboxIT. */
class ShardTurnTest {

    private final List<Pending> rows = new ArrayList<>();

    private void took(int shard, int events, int bytes) {
        for (int i = 0; i < events; i++) {
            byte[] value = bytes == 0 ? null : new byte[bytes];
            rows.add(new Pending(rows.size(), (short) shard, "t", "k", new ProducerRecord<>("t", value)));
        }
    }

    @Test
    void a_shard_that_gave_all_the_rows_it_may_can_have_more_however_few_the_others_gave() {
        took(0, 1, 0);
        took(3, ShardTurn.AT_MOST / 16 - 1, 0);
        assertFalse(ShardTurn.isFull(rows, 16));
        took(3, 1, 0);
        assertTrue(ShardTurn.isFull(rows, 16));
        assertFalse(ShardTurn.isFull(rows, 2), "of two shards each may give more");
    }

    @Test
    void so_can_one_that_was_cut_by_the_bytes() {
        int largest = (int) (ShardTurn.AT_MOST_BYTES / 16);
        took(7, 1, largest);
        assertFalse(ShardTurn.isFull(rows, 16));
        took(7, 1, 1);
        assertTrue(ShardTurn.isFull(rows, 16));
    }

    @Test
    void what_was_refused_is_not_what_a_turn_could_not_take() {
        assertTrue(Outcome.sent(true, null).leftSome());
        assertFalse(Outcome.sent(false, null).leftSome());
        assertFalse(Outcome.sent(true, new IllegalStateException("Kafka refused it"))
                .leftSome());
    }
}
