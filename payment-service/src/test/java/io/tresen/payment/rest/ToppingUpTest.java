package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Caller;
import io.tresen.payment.rest.TopUpsResource.TopUpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ToppingUpTest {

    @Test
    void nobody_is_taken_at_his_word_outside_the_local_platform() {
        TopUpsResource cluster = new TopUpsResource(
                null, null, null, null, null, null, null, null, null, null, null, new Caller(), false);
        RejectedException refused = assertThrows(
                RejectedException.class,
                () -> cluster.topUp(UUID.randomUUID(), new TopUpRequest(new Money(500, "EUR"), "cash")));
        assertEquals("top-up-unavailable", refused.rejection().code());
        assertEquals(422, refused.rejection().status());
    }
}
