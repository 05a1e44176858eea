package io.tresen.chat;

import io.tresen.chat.assistant.ChoiceId;
import io.tresen.chat.message.Content;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What holds for every sender before a message goes to a shopper. */
final class SendRules {

    private static final String HIDDEN = "the catalog is hidden (is_catalog_visible of whatsapp_commerce_settings)";

    /**
     * How much marketing one shopper gets.
     *
     * @param most messages; 0: none without an answer
     * @param span of business time, above 0
     */
    record MarketingLimit(int most, Duration span) {

        MarketingLimit {
            if (most < 0) {
                throw new IllegalArgumentException("tresen.marketing.most-per-shopper must be 0 or more, not " + most);
            }
            if (span.isNegative() || span.isZero()) {
                throw new IllegalArgumentException("tresen.marketing.span must be longer than 0, not " + span);
            }
        }
    }

    private SendRules() {}

    /**
     * Within 24 hours of the shopper's last message anything may be sent, later templates only.
     *
     * @throws io.tresen.messaging.RejectedException 131047
     */
    static void window(Content content, boolean open) {
        if (!open && !(content instanceof Content.Template)) {
            throw MetaError.OUTSIDE_WINDOW
                    .because("type must be template: more than 24 hours have passed since the recipient last wrote")
                    .exception();
        }
    }

    /**
     * A yes to the business terms is a yes to the words that the assistant showed, so nobody else offers that choice.
     *
     * @param choices ids that the shopper could tap, templates' payloads included
     * @throws io.tresen.messaging.RejectedException 131009
     */
    static void choices(Content content, List<String> choices) {
        if (choices.contains(ChoiceId.CONSENT)) {
            String field = content instanceof Content.Template
                    ? "template.components: the payload (or text) of a quick reply"
                    : "interactive.action: the id of a button or row";
            throw MetaError.PARAMETER_INVALID
                    .because(field + " must not be " + ChoiceId.CONSENT + ", which only the assistant offers")
                    .exception();
        }
    }

    /**
     * A shop that hides its catalog has no way into it either; products that a message names are shown all the same.
     *
     * @param template the one that is sent, or null
     * @throws io.tresen.messaging.RejectedException 131009
     */
    static void catalog(Content content, Template template, boolean visible) {
        if (visible) {
            return;
        }
        if (content instanceof Content.Catalog it && it.type().equals("catalog_message")) {
            throw MetaError.PARAMETER_INVALID
                    .because("interactive.type must not be catalog_message: " + HIDDEN)
                    .exception();
        }
        if (template != null && template.opensCatalog()) {
            throw MetaError.PARAMETER_INVALID
                    .because("template.name must not be one with a catalog button: " + HIDDEN)
                    .exception();
        }
    }

    /** Ids that the shopper may tap; without a cart the products of a message can only be looked at. */
    static List<String> offers(Content content, boolean cartEnabled) {
        boolean lookOnly = content instanceof Content.Catalog && !cartEnabled;
        return content.offers().stream()
                .filter(it -> !lookOnly || !it.startsWith("add:"))
                .toList();
    }

    /**
     * So many marketing templates, and no more, go to a shopper in a span of time who writes nothing; while the 24-hour window
     * is open there is no limit. Meta tells that there is one ("maintain healthy ecosystem engagement") and not its number.
     *
     * @param sent when the shopper got marketing within the span, oldest first
     * @throws io.tresen.messaging.RejectedException 131049 with the time until the oldest one leaves the span
     */
    static void marketingLimit(boolean open, List<Instant> sent, MarketingLimit limit, Instant now) {
        if (open || sent.size() < limit.most()) {
            return;
        }
        if (limit.most() == 0) {
            throw MetaError.MARKETING_LIMIT
                    .because("to: the recipient did not write within 24 hours, and gets no marketing unasked here")
                    .exception();
        }
        Instant free = sent.get(sent.size() - limit.most()).plus(limit.span());
        throw MetaError.MARKETING_LIMIT
                .because("to: the recipient got " + limit.most() + " marketing messages within "
                        + limit.span().toHours() + " hours and answered none")
                .retryIn(Duration.between(now, free))
                .exception();
    }

    /** After STOP no marketing goes to the shopper; all else does. @throws RejectedException 131050 */
    static void marketing(Template template, Shopper shopper) {
        if (template.category() == Template.Category.MARKETING && !shopper.marketingAllowed()) {
            throw MetaError.MARKETING_STOPPED
                    .because("to: the recipient has stopped marketing messages of this business")
                    .exception();
        }
    }
}
