package io.tresen.chat.assistant;

import java.util.List;
import java.util.UUID;

/**
 * What the assistant knows of its shop.
 *
 * @param country ISO 3166-1 alpha-2
 * @param currency ISO 4217
 * @param methods payment methods that the shop switched on
 * @param termsVersion version of the business terms
 * @param catalogVisible false where the shop shows no catalog to browse, search or link into
 * @param cartEnabled false where the shop has no cart
 * @param terms text of the business terms, at most 700 code points; null = the built-in sentence
 */
public record Shop(
        UUID businessId,
        String name,
        String country,
        String currency,
        List<PaymentWay> methods,
        String termsVersion,
        String terms,
        boolean catalogVisible,
        boolean cartEnabled) {

    /** Whether its shoppers have wallets. */
    boolean hasWallets() {
        return methods.contains(PaymentWay.WALLET);
    }
}
