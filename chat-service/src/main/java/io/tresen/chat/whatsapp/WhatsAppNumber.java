package io.tresen.chat.whatsapp;

import java.time.Instant;
import java.util.UUID;

/**
 * A business's number at Meta.
 *
 * @param phoneNumberId Meta's
 * @param displayPhoneNumber as Meta shows it
 * @param keptToken the access token as it is kept
 * @param keptSecret the app secret as it is kept
 * @param catalogId the catalog that is linked to the number at Meta; null for none
 * @param orderDetails payments by {@code order_details}; null: where Meta has them
 */
record WhatsAppNumber(
        UUID businessId,
        String phoneNumberId,
        String wabaId,
        String displayPhoneNumber,
        String keptToken,
        String keptSecret,
        String catalogId,
        Boolean orderDetails,
        Instant putAt) {

    /** For logs: no secret. */
    @Override
    public String toString() {
        return "WhatsAppNumber[" + phoneNumberId + "]";
    }
}
