package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a thread waits for a body. */
class BoundedBodyTest {

    private long now = 7;

    /** So many bytes a read, and so long until they come. */
    private InputStream sent(int bytes, int atOnce, Duration each) {
        return new ByteArrayInputStream(new byte[bytes]) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                now += each.toNanos();
                return super.read(into, from, Math.min(length, atOnce));
            }
        };
    }

    private BoundedBody body(InputStream from) {
        return new BoundedBody(from, 5 << 20, () -> now);
    }

    @Test
    void aByteNowAndThenIsNotWaitedForLong() {
        BoundedBody body = body(sent(1_000, 1, Duration.ofSeconds(5)));
        RejectedException refused = assertThrows(RejectedException.class, body::readAllBytes);
        assertTrue(refused.is("request-timeout"), refused.getMessage());
        assertEquals(408, refused.rejection().status());
        assertEquals(Duration.ofSeconds(35).toNanos(), now - 7);
    }

    @Test
    void whoBeginsFastMayNotStopForLong() throws IOException {
        BoundedBody body = body(sent(40_000, 40_000, Duration.ofSeconds(31)));
        assertEquals(40_000, body.read(new byte[40_000], 0, 40_000), "31 s of 32");
        BoundedBody other = body(sent(80_000, 40_000, Duration.ofSeconds(31)));
        other.read(new byte[40_000], 0, 40_000);
        assertThrows(RejectedException.class, () -> other.read(new byte[40_000], 0, 40_000));
    }

    @Test
    void aSlowLineMayTakeItsTime() throws IOException {
        BoundedBody body = body(sent(5_000_000, 25_000, Duration.ofSeconds(1)));
        for (int i = 0; i < 200; i++) {
            assertEquals(25_000, body.read(new byte[25_000], 0, 25_000), i + " s");
        }
    }

    @Test
    void whatItsReaderDoesMeanwhileDoesNotCount() throws IOException {
        BoundedBody body = body(sent(10, 1, Duration.ofSeconds(1)));
        for (int i = 0; i < 10; i++) {
            assertEquals(1, body.read(new byte[1], 0, 1));
            now += Duration.ofMinutes(5).toNanos();
        }
        assertEquals(-1, body.read(new byte[1], 0, 1));
    }
}
