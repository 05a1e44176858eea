package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.chat.message.Content;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Refusal;
import io.tresen.messaging.RejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds before a message goes to a shopper. */
class SendRulesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SendRules.MarketingLimit TWO_A_DAY = new SendRules.MarketingLimit(2, Duration.ofHours(24));

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    @Test
    void aSecondMarketingMessageIsSentAndTheThirdWaitsUntilTheFirstIsADayOld() {
        assertDoesNotThrow(() -> SendRules.marketingLimit(false, List.of(ago(20)), TWO_A_DAY, NOW));
        Refusal refusal = (Refusal) assertThrows(
                        RejectedException.class,
                        () -> SendRules.marketingLimit(false, List.of(ago(20), ago(1)), TWO_A_DAY, NOW))
                .rejection();
        assertEquals(MetaError.MARKETING_LIMIT, refusal.error());
        assertEquals(Duration.ofHours(4), refusal.retryAfter());
    }

    @Test
    void whoWroteWithinADayGetsAnyNumber() {
        assertDoesNotThrow(() -> SendRules.marketingLimit(true, List.of(ago(3), ago(2), ago(1)), TWO_A_DAY, NOW));
    }

    @Test
    void whatWasSentWhileTheWindowWasOpenCountsAfterIt() {
        Refusal refusal = (Refusal) assertThrows(
                        RejectedException.class,
                        () -> SendRules.marketingLimit(false, List.of(ago(23), ago(22), ago(21)), TWO_A_DAY, NOW))
                .rejection();
        assertEquals(Duration.ofHours(2), refusal.retryAfter(), "two are left of it in two hours, one in three");
    }

    @Test
    void aPlatformWithoutMarketingToTheSilentRefusesTheFirst() {
        SendRules.MarketingLimit none = new SendRules.MarketingLimit(0, Duration.ofHours(24));
        Refusal refusal = (Refusal)
                assertThrows(RejectedException.class, () -> SendRules.marketingLimit(false, List.of(), none, NOW))
                        .rejection();
        assertEquals(MetaError.MARKETING_LIMIT, refusal.error());
        assertDoesNotThrow(() -> SendRules.marketingLimit(true, List.of(), none, NOW));
        assertThrows(IllegalArgumentException.class, () -> new SendRules.MarketingLimit(-1, Duration.ofHours(24)));
        assertThrows(IllegalArgumentException.class, () -> new SendRules.MarketingLimit(2, Duration.ZERO));
    }

    @Test
    void withoutACartAProductMessageOffersToLookAlone() {
        Content product = new Content.Catalog("product", List.of(new Content.Shown("cup", "f")));
        assertEquals(List.of("product:cup", "add:cup"), SendRules.offers(product, true));
        assertEquals(List.of("product:cup"), SendRules.offers(product, false));
        Content buttons = new Content.Buttons(null, List.of("add:cup"));
        assertEquals(List.of("add:cup"), SendRules.offers(buttons, false), "an app's own ids are its own");
    }

    @Test
    void aHiddenCatalogIsNotOpenedByAMessageAndItsProductsAreShown() {
        Content whole = new Content.Catalog("catalog_message", List.of());
        assertDoesNotThrow(() -> SendRules.catalog(whole, null, true));
        Refusal refusal = (Refusal) assertThrows(RejectedException.class, () -> SendRules.catalog(whole, null, false))
                .rejection();
        assertEquals(MetaError.PARAMETER_INVALID, refusal.error());
        assertDoesNotThrow(() -> SendRules.catalog(
                new Content.Catalog("product_list", List.of(new Content.Shown("cup", "f"))), null, false));
    }
}
