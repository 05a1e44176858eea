package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.Business;
import java.util.List;
import java.util.UUID;

/**
 * A business as its owner sees it; the secret is there once, in the answer that made it.
 *
 * @param allowedOrigins whose pages may show the chat in a frame
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BusinessView(
        UUID businessId,
        String wabaId,
        String handle,
        String name,
        String country,
        String currency,
        String language,
        String phoneNumberId,
        UUID clientId,
        String clientSecret,
        String chatUrl,
        String terms,
        String termsVersion,
        List<String> allowedOrigins,
        List<Step> checklist,
        SetUpView setUp) {

    /** One step towards selling. */
    public record Step(String step, boolean done) {}

    static BusinessView of(
            Business business,
            UUID clientId,
            String secret,
            String origin,
            List<String> allowedOrigins,
            SetUp.Look look) {
        return new BusinessView(
                business.id(),
                business.wabaId(),
                business.handle(),
                business.name(),
                business.country(),
                business.currency(),
                business.language().code(),
                business.phoneNumberId(),
                clientId,
                secret,
                chatUrl(origin, business),
                business.terms(),
                Integer.toString(business.termsVersion()),
                allowedOrigins,
                look.checklist(),
                look.times());
    }

    static String chatUrl(String origin, Business business) {
        return origin + "/chat/s/" + business.handle();
    }
}
