package io.tresen.payment.rest;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.tresen.messaging.AmountText;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayMethods;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.PaymentRules;
import io.tresen.payment.PaymentState;
import io.tresen.payment.topup.TopUp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Renders the pay page: one file, nothing from elsewhere, no script. Where cards are typed for the real provider, this page
 * alone loads Stripe's script, which makes a payment method of them, so that no card data reaches us; its policy says so
 * (Stripe's page "Security guide", Content Security Policy).
 */
@ApplicationScoped
public class PayPage {

    private static final String STRIPE_SCRIPT = "https://js.stripe.com/v3/";

    private final Template template;
    private final Database database;
    private final Businesses businesses;
    private final String chatUrl;
    private final List<TestCard> testCards;
    private final String stripeKey;
    private final String formTargets;

    PayPage(
            @Location("pay.html") Template template,
            Database database,
            Businesses businesses,
            @ConfigProperty(name = "tresen.origin") String origin,
            @ConfigProperty(name = "tresen.chat-url") String chatUrl,
            @ConfigProperty(name = "tresen.stripe.api-base") String apiBase,
            @ConfigProperty(name = "tresen.stripe.api-key") String apiKey,
            @ConfigProperty(name = "tresen.stripe.publishable-key") Optional<String> publishableKey) {
        this.template = template;
        this.database = database;
        this.businesses = businesses;
        this.chatUrl = chatUrl;
        this.stripeKey = publishableKey.orElse("");
        this.testCards = stripeKey.isEmpty() && apiKey.startsWith("sk_test_") ? TestCard.ALL : List.of();
        // browsers hold the redirects after a form to form-action too: the chat, and the page that asks the card holder
        this.formTargets =
                "'self' " + origin + " " + (testCards.isEmpty() ? "https://hooks.stripe.com" : testProvider(apiBase));
    }

    /** The page of this order in the reader's language. */
    Response of(OrderPayments held, PayPageState state, int status, HttpHeaders headers) {
        return of(held, state, status, texts -> "", headers);
    }

    /** The page again, with what was wrong. */
    Response of(OrderPayments held, PayPageState state, Rejection refused, HttpHeaders headers) {
        return of(held, state, refused.status(), texts -> texts.problem(refused), headers);
    }

    /** The page of this top-up in the reader's language. */
    Response of(TopUp topUp, PayPageState state, HttpHeaders headers) {
        return of(topUp, state, 200, texts -> "", headers);
    }

    /** The page again, with what was wrong. */
    Response of(TopUp topUp, PayPageState state, Rejection refused, HttpHeaders headers) {
        return of(topUp, state, refused.status(), texts -> texts.problem(refused), headers);
    }

    private Response of(
            TopUp topUp, PayPageState state, int status, Function<PayTexts, String> problem, HttpHeaders headers) {
        Optional<Business> business = database.read(tx -> businesses.find(tx, topUp.businessId()));
        String language = StrictPage.language(headers, business.map(Business::language));
        PayTexts texts = PayTexts.of(language);
        return page(
                status,
                template.data("texts", texts)
                        .data("language", language)
                        .data("state", state.name())
                        .data("headline", texts.headline(state))
                        .data("shop", business.map(Business::name).orElse(""))
                        .data("orderNo", "")
                        .data("what", texts.topUp())
                        .data("amount", AmountText.of(topUp.amount(), language))
                        .data("payable", state.takesPayment())
                        .data("problem", problem.apply(texts))
                        .data("byCard", true)
                        .data("byWallet", false)
                        .data("cards", testCards)
                        .data("stripeKey", state.takesPayment() ? stripeKey : "")
                        .data("refresh", state == PayPageState.IN_PROGRESS)
                        .data("redirect", redirect(topUp.state()))
                        .data("chat", business.map(this::chatUrl).orElse("")));
    }

    /** Whether cards can be paid with at all. */
    boolean takesCards() {
        return !testCards.isEmpty() || !stripeKey.isEmpty();
    }

    private Response of(
            OrderPayments held,
            PayPageState state,
            int status,
            Function<PayTexts, String> problem,
            HttpHeaders headers) {
        Optional<Business> business =
                database.read(tx -> businesses.find(tx, held.order().businessId()));
        Set<PaymentMethod> offered = offered(held, business);
        boolean cardsAreOver = !PaymentRules.takesCards(held) && state != PayPageState.PAID;
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
                        .data("what", "")
                        .data("amount", AmountText.of(held.order().amount(), language))
                        .data("payable", state.takesPayment())
                        .data("problem", cardsAreOver ? texts.noMoreCards(problem.apply(texts)) : problem.apply(texts))
                        .data("byCard", offered.contains(PaymentMethod.CARD))
                        .data("byWallet", offered.contains(PaymentMethod.WALLET))
                        .data("cards", testCards)
                        .data("stripeKey", state.takesPayment() ? stripeKey : "")
                        .data("refresh", state == PayPageState.IN_PROGRESS)
                        .data("redirect", redirect(held.last().state()))
                        .data("chat", wayBack(held.order(), business)));
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
                        .data("what", "")
                        .data("amount", "")
                        .data("payable", false)
                        .data("problem", "")
                        .data("byCard", false)
                        .data("byWallet", false)
                        .data("cards", List.of())
                        .data("stripeKey", "")
                        .data("refresh", false)
                        .data("redirect", "")
                        .data("chat", ""));
    }

    /** The shop's chat, whether or not the order came from one; none of a shop not heard of yet. */
    Optional<URI> chat(OrderPayments held) {
        return database.read(tx -> businesses.find(tx, held.order().businessId()))
                .map(it -> URI.create(chatUrl(it)));
    }

    private String chatUrl(Business business) {
        return chatUrl.replace("{handle}", business.handle());
    }

    /** What the page itself links to: nobody goes back to where they did not come from. */
    private String wayBack(PaymentOrder order, Optional<Business> business) {
        return order.conversationId() == null ? "" : business.map(this::chatUrl).orElse("");
    }

    /** What this order can still be paid with on its page. */
    Set<PaymentMethod> offered(OrderPayments held) {
        return offered(
                held, database.read(tx -> businesses.find(tx, held.order().businessId())));
    }

    /** What such an order can be paid with, in the caller's transaction. */
    Set<PaymentMethod> offered(Tx tx, PaymentOrder order) {
        return offered(order, businesses.find(tx, order.businessId()));
    }

    private static Set<PaymentMethod> offered(OrderPayments held, Optional<Business> business) {
        Set<PaymentMethod> offered = offered(held.order(), business);
        if (PaymentRules.takesCards(held)) {
            return offered;
        }
        return offered.stream().filter(it -> it != PaymentMethod.CARD).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PaymentMethod> offered(PaymentOrder order, Optional<Business> business) {
        return PayMethods.of(order, business.map(Business::paymentMethods).orElse(Set.of()));
    }

    private Response page(int status, TemplateInstance instance) {
        return StrictPage.of(
                status,
                instance.data("stripeScript", STRIPE_SCRIPT),
                formTargets,
                nonce -> stripeKey.isEmpty() ? "" : stripePolicy(nonce));
    }

    private static String stripePolicy(String nonce) {
        // its fields are frames of its own, placed with style attributes
        return "; script-src 'nonce-" + nonce + "' https://js.stripe.com https://*.js.stripe.com"
                + "; frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com"
                + "; connect-src https://api.stripe.com; style-src-attr 'unsafe-inline'";
    }

    /** A provider on this machine may call itself by name where we know it by number. */
    private static String testProvider(String apiBase) {
        return apiBase + " " + apiBase.replace("127.0.0.1", "localhost");
    }

    private static String redirect(PaymentState state) {
        return state instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null
                ? waiting.redirectUrl()
                : "";
    }
}
