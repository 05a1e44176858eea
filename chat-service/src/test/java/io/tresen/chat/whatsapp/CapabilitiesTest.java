package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static final Sender INDIAN = new Sender("919820000000", null);
    private static final Sender GERMAN = new Sender("4916000000", null);

    private static Capabilities of(String country, String currency, Boolean payments, String catalog, Sender to) {
        return Capabilities.of(
                country,
                currency,
                new WhatsAppNumber(new UUID(0, 1), "1", "2", "+49", "t", "s", catalog, payments, Instant.EPOCH),
                to);
    }

    @Test
    void theAddressFormIsForAShopAndAShopperInIndia() {
        assertEquals(true, of("IN", "INR", null, null, INDIAN).addressForm());
        assertEquals(false, of("IN", "INR", null, null, GERMAN).addressForm());
        assertEquals(false, of("DE", "EUR", null, null, INDIAN).addressForm());
        assertEquals(true, of("IN", "INR", null, null, new Sender(null, "IN.1")).addressForm());
        assertEquals(
                false, of("IN", "INR", null, null, new Sender(null, "DE.1")).addressForm());
    }

    @Test
    void paymentsAreIndiasUnlessTheBusinessSaysOtherwise() {
        assertEquals(true, of("IN", "INR", null, null, INDIAN).payments());
        assertEquals(false, of("IN", "USD", null, null, INDIAN).payments());
        assertEquals(false, of("DE", "EUR", null, null, GERMAN).payments());
        assertEquals(false, of("BR", "BRL", null, null, GERMAN).payments());
        assertEquals(true, of("BR", "BRL", true, null, GERMAN).payments());
        assertEquals(false, of("IN", "INR", false, null, INDIAN).payments());
    }

    @Test
    void aCatalogIsThereOnceItIsLinked() {
        assertEquals(false, of("DE", "EUR", null, null, GERMAN).catalog());
        assertEquals(true, of("DE", "EUR", null, "9", GERMAN).catalog());
    }
}
