package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A merchant to measure with: registers, puts products, reads. Everything by REST, as anybody would. */
public final class Shop {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String origin;
    private final String handle;
    private final String businessId;
    private final String token;

    private Shop(String origin, String handle, String businessId, String token) {
        this.origin = origin;
        this.handle = handle;
        this.businessId = businessId;
        this.token = token;
    }

    /** Registers; cards and cash are taken. */
    public static Shop register(String origin) {
        String handle = "b-" + UUID.randomUUID().toString().substring(0, 13);
        Shop nobody = new Shop(origin, handle, null, null);
        JsonNode business = nobody.send(
                "POST",
                "/chat/v1/businesses",
                "application/json",
                """
                {"name": "Benchmark", "handle": "%s", "country": "DE", "currency": "EUR", "language": "en",
                 "accepted_terms": true}"""
                        .formatted(handle));
        String token = nobody.send(
                        "POST",
                        "/chat/oauth2/token",
                        "application/x-www-form-urlencoded",
                        "grant_type=client_credentials&long_lived=true&client_id="
                                + business.path("client_id").asText() + "&client_secret="
                                + URLEncoder.encode(
                                        business.path("client_secret").asText(), StandardCharsets.UTF_8))
                .path("access_token")
                .asText();
        Shop shop = new Shop(origin, handle, business.path("business_id").asText(), token);
        shop.put(
                "/chat/v1/business/assistant",
                "{\"enabled\": true, \"languages\": [\"en\"], \"payment_methods\": [\"card\", \"cod\"]}");
        return shop;
    }

    public String handle() {
        return handle;
    }

    public String businessId() {
        return businessId;
    }

    public String token() {
        return token;
    }

    /** Puts a visible, counted product. */
    public void product(String retailerId, String title, long priceMinor, long stock) {
        put(
                "/catalog/v1/products/" + retailerId,
                """
                {"title": "%s", "description": "%s, as good as any", "price": {"amount_minor": %d, "currency": "EUR"},
                 "kind": "goods", "visibility": "visible", "category": "Benchmark", "stock": %d}"""
                        .formatted(title, title, priceMinor, stock));
    }

    /** Counts a product anew. */
    public void stock(String retailerId, long onHand) {
        put("/catalog/v1/products/" + retailerId + "/stock", "{\"on_hand\": " + onHand + "}");
    }

    /** Ids of the products {@code b-0}, {@code b-1} …, in this order. */
    public List<String> productIds(int products) {
        Map<String, String> ids = new HashMap<>();
        for (String cursor = ""; cursor != null; ) {
            JsonNode page = get("/catalog/v1/products?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("data")
                    .forEach(product -> ids.put(
                            product.path("retailer_id").asText(),
                            product.path("product_id").asText()));
            cursor = page.path("paging").path("next").asText(null);
        }
        return IntStream.range(0, products).mapToObj(i -> ids.get("b-" + i)).toList();
    }

    public JsonNode get(String path) {
        return send("GET", path, null, null);
    }

    public JsonNode put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    public JsonNode post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    /** The same shop without its token. */
    public Shop stranger() {
        return new Shop(origin, handle, businessId, null);
    }

    /** The same shop, asked by somebody else: a shopper, by their token. */
    public Shop by(String otherToken) {
        return new Shop(origin, handle, businessId, otherToken);
    }

    /** The same shop at another address, such as a service's own. */
    public Shop at(String otherOrigin) {
        return new Shop(otherOrigin, handle, businessId, token);
    }

    /** @throws IllegalStateException when the answer is no success */
    public JsonNode send(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (method.equals("POST") && "application/json".equals(type)) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " is answered with " + response.statusCode() + ": " + response.body());
            }
            return response.body().isBlank() ? JSON.getNodeFactory().nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " has no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
