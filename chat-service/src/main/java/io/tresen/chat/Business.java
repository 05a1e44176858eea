package io.tresen.chat;

import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.PaymentWay;
import io.tresen.chat.assistant.Shop;
import java.util.List;
import java.util.UUID;

/**
 * A business's presence (INTERFACE 2).
 *
 * @param country ISO 3166-1 alpha-2, fixed at registration
 * @param currency ISO 4217, fixed at registration
 * @param wabaId 15 digits
 * @param phoneNumberId 15 digits
 * @param languages that the assistant speaks here
 * @param terms the shop's own business terms, or null
 * @param termsVersion rises when the terms change, so that consent is asked for again
 * @param catalogVisible and {@code cartEnabled}: its commerce settings (page guides/commerce-guides/commerce-settings)
 */
public record Business(
        UUID id,
        String name,
        String handle,
        String country,
        String currency,
        Language language,
        String wabaId,
        String phoneNumberId,
        boolean assistantEnabled,
        List<Language> languages,
        List<PaymentWay> paymentMethods,
        String terms,
        int termsVersion,
        long version,
        boolean catalogVisible,
        boolean cartEnabled) {

    /** The language of a conversation: its locale's where the assistant speaks it, else the business's, else what it speaks. */
    public Language languageOf(String locale) {
        Language wished = Language.of(locale, language);
        if (languages.contains(wished)) {
            return wished;
        }
        return languages.contains(language) ? language : languages.get(0);
    }

    /** What the assistant knows of it. */
    public Shop shop() {
        return new Shop(
                id,
                name,
                country,
                currency,
                paymentMethods,
                Integer.toString(termsVersion),
                terms,
                catalogVisible,
                cartEnabled);
    }
}
