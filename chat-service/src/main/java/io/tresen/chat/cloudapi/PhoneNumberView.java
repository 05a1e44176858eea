package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;

/**
 * A business's number as Meta shows it (schema PhoneNumberInfo). There is no telephone behind it; what is verified is the
 * number under which the shop is called back. Where nobody can verify one, apps that ask before they send must not stop.
 */
public record PhoneNumberView(
        String id,
        String displayPhoneNumber,
        String verifiedName,
        String qualityRating,
        String codeVerificationStatus,
        String platformType,
        String status) {

    static PhoneNumberView of(Business business, boolean verified, boolean verifiable) {
        return new PhoneNumberView(
                business.phoneNumberId(),
                business.phoneNumberId(),
                business.name(),
                "GREEN",
                verified || !verifiable ? "VERIFIED" : "UNVERIFIED",
                "CLOUD_API",
                "CONNECTED");
    }
}
