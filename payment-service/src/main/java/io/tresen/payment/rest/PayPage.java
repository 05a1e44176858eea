package io.tresen.payment.rest;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.tresen.messaging.AmountText;
import io.tresen.messaging.db.Database;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Renders the pay page: one file, nothing from elsewhere, no script. */
@ApplicationScoped
public class PayPage {

    private final Template template;
    private final Database database;
    private final Businesses businesses;
    private final String chatUrl;
    private final boolean testCards;
    private final String formTargets;

    PayPage(
            @Location("pay.html") Template template,
            Database database,
            Businesses businesses,
            @ConfigProperty(name = "tresen.origin") String origin,
            @ConfigProperty(name = "tresen.chat-url") String chatUrl,
            @ConfigProperty(name = "tresen.stripe.api-base") String apiBase,
            @ConfigProperty(name = "tresen.stripe.api-key") String apiKey) {
        this.template = template;
        this.database = database;
        this.businesses = businesses;
        this.chatUrl = chatUrl;
        this.testCards = apiKey.startsWith("sk_test_");
        // browsers hold the redirects after a form to form-action too: the chat, and the page that asks the card holder
        this.formTargets = "'self' " + origin + " " + (testCards ? testProvider(apiBase) : "https://hooks.stripe.com");
    }

    /** The page of this order in the reader's language. */
    Response of(OrderPayments held, PayPageState state, int status, HttpHeaders headers) {
        Optional<Business> business =
                database.read(tx -> businesses.find(tx, held.order().businessId()));
        String language = StrictPage.language(headers, business.map(Business::language));
        PayTexts texts = PayTexts.of(language);
        return page(
                status,
                template.data("texts", texts)
                        .data("language", language)
                        .data("state", state.name())
                        .data("headline", texts.headline(state))
                        .data("shop", business.map(Business::name).orElse(""))
                        .data("orderNo", held.order().orderNo())
                        .data("amount", AmountText.of(held.order().amount(), language))
                        .data("payable", state.takesPayment())
                        .data("cards", testCards ? TestCard.ALL : List.of())
                        .data("refresh", state == PayPageState.IN_PROGRESS)
                        .data("redirect", redirect(held))
                        .data("chat", chat(held).map(URI::toString).orElse("")));
    }

    /** A page that says that there is none. */
    Response unknown(HttpHeaders headers) {
        String language = StrictPage.language(headers, Optional.empty());
        PayTexts texts = PayTexts.of(language);
        return page(
                404,
                template.data("texts", texts)
                        .data("language", language)
                        .data("state", "UNKNOWN")
                        .data("headline", texts.unknown())
                        .data("shop", "")
                        .data("orderNo", "")
                        .data("amount", "")
                        .data("payable", false)
                        .data("cards", List.of())
                        .data("refresh", false)
                        .data("redirect", "")
                        .data("chat", ""));
    }

    /** The way back to the shop's chat; none for an order that did not come from one, or a shop not heard of yet. */
    Optional<URI> chat(OrderPayments held) {
        if (held.order().conversationId() == null) {
            return Optional.empty();
        }
        return database.read(tx -> businesses.find(tx, held.order().businessId()))
                .map(business -> URI.create(chatUrl.replace("{handle}", business.handle())));
    }

    private Response page(int status, TemplateInstance instance) {
        return StrictPage.of(status, instance, formTargets);
    }

    /** A provider on this machine may call itself by name where we know it by number. */
    private static String testProvider(String apiBase) {
        return apiBase + " " + apiBase.replace("127.0.0.1", "localhost");
    }

    private static String redirect(OrderPayments held) {
        return held.last().state() instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null
                ? waiting.redirectUrl()
                : "";
    }
}
