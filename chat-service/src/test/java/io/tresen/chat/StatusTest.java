package io.tresen.chat;

import static io.tresen.chat.StoredMessage.Status.DELIVERED;
import static io.tresen.chat.StoredMessage.Status.FAILED;
import static io.tresen.chat.StoredMessage.Status.READ;
import static io.tresen.chat.StoredMessage.Status.RECEIVED;
import static io.tresen.chat.StoredMessage.Status.SENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StatusTest {

    @Test
    void aStatusNeverMovesBackwards() {
        assertEquals(DELIVERED, SENT.after(DELIVERED));
        assertEquals(READ, SENT.after(READ));
        assertEquals(READ, READ.after(DELIVERED));
        assertEquals(FAILED, SENT.after(FAILED));
        assertEquals(DELIVERED, DELIVERED.after(FAILED));
        assertEquals(FAILED, FAILED.after(READ));
        assertEquals(RECEIVED, RECEIVED.after(READ));
    }
}
