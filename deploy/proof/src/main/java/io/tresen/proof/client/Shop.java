package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** A merchant who uses the REST API, by INTERFACE.md alone. */
public final class Shop {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String origin;
    private final String handle;
    private final UUID businessId;
    private final String currency;
    private final Http http;

    private Shop(String origin, String handle, UUID businessId, String currency, Http http) {
        this.origin = origin;
        this.handle = handle;
        this.businessId = businessId;
        this.currency = currency;
        this.http = http;
    }

    /** Registers a business in Germany, gets a token and lets the assistant take cards and cash. */
    public static Shop register(String origin, String name) {
        return register(origin, name, "DE", "EUR");
    }

    /** The same elsewhere. @param country ISO 3166-1 alpha-2. @param currency ISO 4217 */
    public static Shop register(String origin, String name, String country, String currency) {
        String handle = "t-" + UUID.randomUUID().toString().substring(0, 13);
        Http open = new Http(origin, null);
        JsonNode business = open.post(
                        "/chat/v1/businesses",
                        """
                        {"name": "%s", "handle": "%s", "country": "%s", "currency": "%s", "language": "en",
                         "accepted_terms": true}"""
                                .formatted(name, handle, country, currency))
                .expect(201);
        String form = "grant_type=client_credentials&client_id="
                + business.path("client_id").asText() + "&client_secret="
                + URLEncoder.encode(business.path("client_secret").asText(), StandardCharsets.UTF_8);
        Http http = Http.renewing(origin, new BearerToken(() -> issued(open, form)));
        UUID id = UUID.fromString(business.path("business_id").asText());
        return new Shop(origin, handle, id, currency, http).payableBy("card", "cod");
    }

    private static BearerToken.Issued issued(Http open, String form) {
        JsonNode answer = open.postForm("/chat/oauth2/token", form).expect(200);
        return new BearerToken.Issued(
                answer.path("access_token").asText(),
                Duration.ofSeconds(answer.path("expires_in").asLong()));
    }

    /** How the assistant lets shoppers pay from now on. @param methods {@code card}, {@code wallet}, {@code cod} */
    public Shop payableBy(String... methods) {
        http.put(
                        "/chat/v1/business/assistant",
                        "{\"enabled\": true, \"languages\": [\"en\", \"de\"], \"payment_methods\": [\""
                                + String.join("\", \"", methods) + "\"]}")
                .expect(200);
        return this;
    }

    /** The same shop, whose answers are looked at, and those of everybody who comes to it from here. */
    public Shop watchedBy(ServerErrors errors) {
        return new Shop(origin, handle, businessId, currency, http.watchedBy(errors));
    }

    public String origin() {
        return origin;
    }

    public UUID businessId() {
        return businessId;
    }

    public String handle() {
        return handle;
    }

    public Http http() {
        return http;
    }

    /** Its bearer token of now, for less than an hour. */
    public String token() {
        return http.token();
    }

    /** Puts a visible product at a price in the shop's currency; stock null = not counted. */
    public void product(String retailerId, String title, long priceMinor, Integer stock, String kind) {
        int status = http.put(
                        "/catalog/v1/products/" + encode(retailerId),
                        """
                        {"title": "%s", "description": "%s", "price": {"amount_minor": %d, "currency": "%s"},
                         "kind": "%s", "visibility": "visible", "stock": %s}"""
                                .formatted(title, title, priceMinor, currency, kind, stock))
                .status();
        if (status != 200 && status != 201) {
            throw new AssertionError("product " + retailerId + " was answered with " + status);
        }
    }

    /** Asks for shipping within Germany and for tax on top, and gives a code with which an order costs 1.00 less. @param uses of it */
    public void costs(String code, int uses) {
        http.put(
                        "/orders/v1/rules",
                        """
                        {"shipping": [{"countries": ["DE"], "fee": {"amount_minor": 490, "currency": "%s"}}],
                         "tax": [{"rate_ppm": 190000}], "prices_include_tax": false}"""
                                .formatted(currency))
                .expect(200);
        http.put(
                        "/orders/v1/discounts/" + code,
                        "{\"amount\": {\"amount_minor\": 100, \"currency\": \"%s\"}, \"max_uses\": %d}"
                                .formatted(currency, uses))
                .expect(201);
    }

    public JsonNode stock(String retailerId) {
        return http.get("/catalog/v1/products/" + encode(retailerId) + "/stock").expect(200);
    }

    public void setStock(String retailerId, int onHand) {
        http.put("/catalog/v1/products/" + encode(retailerId) + "/stock", "{\"on_hand\": " + onHand + "}")
                .expect(200);
    }

    public JsonNode order(String orderId) {
        return http.get("/orders/v1/orders/" + orderId).expect(200);
    }

    /** All its orders, newest first, as the list shows them, a page at a time. */
    public void orders(Consumer<JsonNode> each) {
        String cursor = "";
        do {
            JsonNode page = http.get("/orders/v1/orders?limit=100" + cursor).expect(200);
            page.path("data").forEach(each);
            cursor = page.path("paging").hasNonNull("next")
                    ? "&cursor=" + encode(page.path("paging").path("next").asText())
                    : null;
        } while (cursor != null);
    }

    /** The payments of an order, oldest first. */
    public JsonNode payments(String orderId) {
        return http.get("/payments/v1/payments?order_id=" + orderId).expect(200).path("data");
    }

    /** The path of the pay page of a payment that has one. */
    public String payPath(JsonNode payment) {
        String url = payment.path("pay_url").asText();
        return url.substring(url.indexOf("/payments/"));
    }

    /** The path of the order's pay page, once it has one. */
    public String payPath(String orderId) {
        Pause pause = new Pause(PATIENCE);
        do {
            for (JsonNode payment : payments(orderId)) {
                if (payment.hasNonNull("pay_url")) {
                    return payPath(payment);
                }
            }
        } while (pause.again());
        throw new IllegalStateException("order " + orderId + " can't be paid: it has no pay_url");
    }

    /** The newest order with this number. */
    public JsonNode orderByNo(String orderNo) {
        for (JsonNode order :
                http.get("/orders/v1/orders?limit=100").expect(200).path("data")) {
            if (order.path("order_no").asText().equals(orderNo)) {
                return order;
            }
        }
        throw new AssertionError("no order " + orderNo);
    }

    /** Waits for a status. */
    public JsonNode awaitStatus(String orderId, String status) {
        return await(orderId, "status", status);
    }

    /** Waits for a payment status: order-service hears of a payment at its own time, whatever the shopper knows. */
    public JsonNode awaitPaymentStatus(String orderId, String status) {
        return await(orderId, "payment_status", status);
    }

    private JsonNode await(String orderId, String field, String value) {
        Pause pause = new Pause(Duration.ofSeconds(90));
        JsonNode order;
        do {
            order = order(orderId);
            if (order.path(field).asText().equals(value)) {
                return order;
            }
        } while (pause.again());
        throw new AssertionError("order " + orderId + " should have " + field + " " + value + " and is " + order);
    }

    public JsonNode ship(String orderId) {
        return http.post(
                        "/orders/v1/orders/" + orderId + "/shipments",
                        "{\"carrier\": \"Parcel Post\", \"tracking_number\": \"PP-1\"}")
                .body();
    }

    /** A shopper without sign-up. */
    public Shopper shopper() {
        return Shopper.open(http.open(), handle);
    }

    private static String encode(String retailerId) {
        return URLEncoder.encode(retailerId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
