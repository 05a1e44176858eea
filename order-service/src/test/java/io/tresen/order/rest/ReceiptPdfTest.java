package io.tresen.order.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.FewAtATime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReceiptPdfTest {

    private static final String PAGE = "<html><body>22.81</body></html>";

    private final FewAtATime drawing = new FewAtATime("receipts");
    private final ReceiptPdf pdf = new ReceiptPdf(List.of(), drawing);

    @Test
    void the_21st_pdf_at_a_time_is_refused_at_once_instead_of_holding_a_thread() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < FewAtATime.AT_A_TIME + FewAtATime.MOST_WAITING; i++) {
            Thread reader = new Thread(() -> drawing.work(() -> {
                try {
                    return open.await(30, java.util.concurrent.TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            reader.start();
            readers.add(reader);
        }
        await().atMost(Duration.ofSeconds(4)).until(() -> drawing.free() == 0);
        long since = System.nanoTime();
        RejectedException refusal = assertThrows(RejectedException.class, () -> pdf.of(PAGE));
        assertTrue(Duration.ofNanos(System.nanoTime() - since).toMillis() < 1_000);
        assertEquals(503, refusal.rejection().status());
        open.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertTrue(pdf.of(PAGE).length > 0);
    }
}
