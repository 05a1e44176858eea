package io.tresen.chat.cloudapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.chat.Business;
import io.tresen.chat.assistant.Language;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PhoneNumberViewTest {

    private static final Business SHOP = new Business(
            UUID.randomUUID(),
            "Teeladen",
            "tee",
            "DE",
            "EUR",
            Language.DE,
            "1",
            "2",
            true,
            List.of(Language.DE),
            List.of(),
            null,
            1,
            1,
            true,
            true);

    @Test
    void whereNobodyCanVerifyANumberNoAppIsKeptFromSending() {
        assertEquals("VERIFIED", PhoneNumberView.of(SHOP, false, false).codeVerificationStatus());
        assertEquals("UNVERIFIED", PhoneNumberView.of(SHOP, false, true).codeVerificationStatus());
        assertEquals("VERIFIED", PhoneNumberView.of(SHOP, true, true).codeVerificationStatus());
    }
}
