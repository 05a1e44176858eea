package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;

/** A business's number as Meta shows it (schema PhoneNumberInfo). There is no telephone behind it. */
public record PhoneNumberView(
        String id,
        String displayPhoneNumber,
        String verifiedName,
        String qualityRating,
        String codeVerificationStatus,
        String platformType,
        String status) {

    static PhoneNumberView of(Business business) {
        return new PhoneNumberView(
                business.phoneNumberId(),
                business.phoneNumberId(),
                business.name(),
                "GREEN",
                "VERIFIED",
                "CLOUD_API",
                "CONNECTED");
    }
}
