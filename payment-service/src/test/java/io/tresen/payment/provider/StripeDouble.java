package io.tresen.payment.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A test double of the payment provider: an HTTP server that behaves like Stripe for the cases that the tests need. It
 * keeps a book of its own, so that tests can count real charges. The platform's sandbox is another module's.
 */
public final class StripeDouble implements AutoCloseable {

    /** The client gives up long before this. */
    private static final long HANG_S = 20;

    private final HttpServer server;
    private final Map<String, JsonObject> intents = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> refunds = new ConcurrentHashMap<>();
    private final Map<String, Kept> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> failing = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> before = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    /** Another double, of a service that is started again, has others: the database is the same. */
    private final AtomicInteger ids =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 30));

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int mostOnAPage = 100;
    private volatile String refundStatus = "succeeded";

    private record Kept(String request, int status, String body) {}

    private record Reply(int status, JsonObject body, boolean silent) {
        static Reply ok(JsonObject body) {
            return new Reply(200, body, false);
        }
    }

    public StripeDouble(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stripe-double");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/", this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every request whose path ends so gets that status, until {@link #heal}; 0: no answer at all. */
    public void fail(String pathEnd, int status) {
        failing.put(pathEnd, status);
    }

    public void heal() {
        failing.clear();
        before.clear();
        mostOnAPage = 100;
        refundStatus = "succeeded";
    }

    /** Lists have at most so many on a page, until {@link #heal}. */
    public void pages(int most) {
        mostOnAPage = most;
    }

    /** Refunds that are made stay at the bank, until {@link #heal} for later ones. */
    public void pendingRefunds() {
        refundStatus = "pending";
    }

    /** The bank ends a refund. */
    public void end(String refundId, String status) {
        refunds.compute(refundId, (id, refund) -> refund.copy().put("status", status));
    }

    /** Runs before a request is served whose path ends so; the argument is the path. */
    public void before(String pathEnd, Consumer<String> action) {
        before.put(pathEnd, action);
    }

    /** Intents made for a payment. */
    public List<JsonObject> intentsOf(String paymentId) {
        return intents.values().stream()
                .filter(i -> paymentId.equals(i.getJsonObject("metadata").getString("payment_id")))
                .toList();
    }

    /** Intents made for a top-up. */
    public List<JsonObject> intentsOfTopUp(String topUpId) {
        return intents.values().stream()
                .filter(i -> topUpId.equals(i.getJsonObject("metadata").getString("top_up_id")))
                .toList();
    }

    /** What went back of a top-up's charge. */
    public long refundedOfTopUp(String topUpId) {
        return refunds.values().stream()
                .filter(r -> topUpId.equals(r.getJsonObject("metadata").getString("top_up_id")))
                .filter(r -> !"failed".equals(r.getString("status")))
                .mapToLong(r -> r.getLong("amount"))
                .sum();
    }

    public List<JsonObject> refundsOfTopUp(String topUpId) {
        return refunds.values().stream()
                .filter(r -> topUpId.equals(r.getJsonObject("metadata").getString("top_up_id")))
                .toList();
    }

    /** Charges that really took money for an order. */
    public List<JsonObject> chargesOf(String orderId) {
        return intents.values().stream()
                .filter(i -> orderId.equals(i.getJsonObject("metadata").getString("order_id")))
                .filter(i -> i.getLong("amount_received") > 0)
                .toList();
    }

    /** What went back of an order's charges. */
    public long refundedOf(String orderId) {
        return refunds.values().stream()
                .filter(r -> orderId.equals(r.getJsonObject("metadata").getString("order_id")))
                .filter(r -> !"failed".equals(r.getString("status")))
                .mapToLong(r -> r.getLong("amount"))
                .sum();
    }

    public List<JsonObject> refundsOf(String orderId) {
        return refunds.values().stream()
                .filter(r -> orderId.equals(r.getJsonObject("metadata").getString("order_id")))
                .toList();
    }

    /** Gives money back as the shop does in the provider's own pages: without a name of ours. @return the refund's id */
    public String refundByHand(String intentId, long amount) {
        return refund(Map.of("payment_intent", intentId, "amount", Long.toString(amount)))
                .body()
                .getString("id");
    }

    /** Requests so far whose path ends so. */
    public long count(String pathEnd) {
        return requests.stream().filter(path -> path.endsWith(pathEnd)).count();
    }

    /** Changes an intent behind everybody's back, as time or the card holder does. */
    public JsonObject change(String intentId, JsonObject changes) {
        return intents.compute(intentId, (id, intent) -> intent.copy().mergeIn(changes));
    }

    /** What makes an intent a charged one. */
    public static JsonObject charged(long amount) {
        return new JsonObject().put("status", "succeeded").put("amount_received", amount);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        byte[] in = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> form =
                form(exchange.getRequestMethod().equals("GET") ? query : new String(in, StandardCharsets.UTF_8));
        before.forEach((end, action) -> {
            if (path.endsWith(end)) {
                action.accept(path);
            }
        });
        Reply reply = reply(
                exchange.getRequestMethod(),
                path,
                form,
                exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (reply.silent()) {
            hang();
            exchange.close();
            return;
        }
        byte[] out = reply.body().encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), out.length);
        exchange.getResponseBody().write(out);
        exchange.close();
    }

    private void hang() {
        try {
            closed.await(HANG_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(String method, String path, Map<String, String> form, String key) {
        for (Map.Entry<String, Integer> failure : failing.entrySet()) {
            if (path.endsWith(failure.getKey())) {
                return failure.getValue() == 0
                        ? new Reply(0, null, true)
                        : error(
                                failure.getValue(),
                                failure.getValue() == 409 ? "idempotency_error" : "api_error",
                                failure.getValue() == 409 ? "idempotency_key_in_use" : "broken",
                                null);
            }
        }
        String request = method + path + form;
        Kept kept = key == null ? null : answers.get(key);
        if (kept != null) {
            return kept.request().equals(request)
                    ? new Reply(kept.status(), new JsonObject(kept.body()), false)
                    : error(400, "idempotency_error", null, null);
        }
        Reply reply = route(method, path.substring("/v1/".length()).split("/"), form);
        if (key != null && reply.body() != null) {
            answers.put(key, new Kept(request, reply.status(), reply.body().encode()));
        }
        return reply;
    }

    private Reply route(String method, String[] parts, Map<String, String> form) {
        if (parts[0].equals("payment_intents")) {
            if (parts.length == 1) {
                return create(form);
            }
            if (parts[1].equals("search")) {
                return search(form.get("query"));
            }
            JsonObject intent = intents.get(parts[1]);
            if (intent == null) {
                return error(404, "invalid_request_error", "resource_missing", null);
            }
            return method.equals("GET")
                    ? Reply.ok(intent)
                    : parts[2].equals("confirm") ? confirm(intent, form) : cancel(intent);
        }
        if (parts.length == 1) {
            return method.equals("POST") ? refund(form) : refunds(form);
        }
        return refunds.containsKey(parts[1])
                ? Reply.ok(refunds.get(parts[1]))
                : error(404, "invalid_request_error", "resource_missing", null);
    }

    private Reply create(Map<String, String> form) {
        JsonObject intent = new JsonObject()
                .put("id", "pi_" + ids.incrementAndGet())
                .put("object", "payment_intent")
                .put("amount", Long.valueOf(form.get("amount")))
                .put("amount_received", 0)
                .put("currency", form.get("currency"))
                .put("metadata", metadata(form))
                .put("status", "requires_payment_method");
        intents.put(intent.getString("id"), intent);
        return Reply.ok(intent);
    }

    private synchronized Reply confirm(JsonObject intent, Map<String, String> form) {
        if (!intents.get(intent.getString("id")).getString("status").startsWith("requires_")) {
            return error(
                    400,
                    "invalid_request_error",
                    "payment_intent_unexpected_state",
                    intents.get(intent.getString("id")));
        }
        String id = intent.getString("id");
        long amount = intent.getLong("amount");
        switch (form.getOrDefault("payment_method", "")) {
            case "pm_card_visa":
                return Reply.ok(change(id, charged(amount)));
            case "pm_card_visa_chargeDeclined": {
                JsonObject declined = new JsonObject().put("type", "card_error").put("code", "card_declined");
                JsonObject now = change(
                        id,
                        new JsonObject()
                                .put("status", "requires_payment_method")
                                .put("last_payment_error", declined));
                return error(402, "card_error", "card_declined", now);
            }
            case "pm_sandbox_timeout_charged":
                change(id, charged(amount));
                return new Reply(0, null, true);
            case "pm_sandbox_timeout_uncharged":
                return new Reply(0, null, true);
            case "pm_sandbox_wrong_amount":
                return Reply.ok(change(id, charged(amount - 100)));
            case "pm_sandbox_late_webhook":
                return Reply.ok(change(id, new JsonObject().put("status", "processing")));
            case "pm_sandbox_requires_action":
                return Reply.ok(change(
                        id,
                        new JsonObject()
                                .put("status", "requires_action")
                                .put(
                                        "next_action",
                                        new JsonObject()
                                                .put("type", "redirect_to_url")
                                                .put(
                                                        "redirect_to_url",
                                                        new JsonObject()
                                                                .put("url", "https://bank.example/approve")
                                                                .put("return_url", form.get("return_url"))))));
            default:
                return new Reply(
                        404,
                        new JsonObject()
                                .put(
                                        "error",
                                        new JsonObject()
                                                .put("type", "invalid_request_error")
                                                .put("code", "resource_missing")
                                                .put("param", "payment_method")),
                        false);
        }
    }

    private synchronized Reply cancel(JsonObject intent) {
        JsonObject now = intents.get(intent.getString("id"));
        return now.getString("status").startsWith("requires_")
                ? Reply.ok(change(now.getString("id"), new JsonObject().put("status", "canceled")))
                : error(400, "invalid_request_error", "payment_intent_unexpected_state", now);
    }

    private synchronized Reply refund(Map<String, String> form) {
        JsonObject intent = intents.get(form.get("payment_intent"));
        if (intent == null) {
            return error(404, "invalid_request_error", "resource_missing", null);
        }
        long amount = Long.parseLong(form.get("amount"));
        long given = refunds.values().stream()
                .filter(r -> r.getString("payment_intent").equals(intent.getString("id"))
                        && !"failed".equals(r.getString("status")))
                .mapToLong(r -> r.getLong("amount"))
                .sum();
        if (amount > intent.getLong("amount_received") - given) {
            return error(400, "invalid_request_error", "charge_already_refunded", intent);
        }
        JsonObject refund = new JsonObject()
                .put("id", "re_" + ids.incrementAndGet())
                .put("object", "refund")
                .put("amount", amount)
                .put("currency", intent.getString("currency"))
                .put("payment_intent", intent.getString("id"))
                .put("metadata", metadata(form))
                .put("status", refundStatus);
        refunds.put(refund.getString("id"), refund);
        return Reply.ok(refund);
    }

    /** Newest first, as Stripe lists; a page begins after the refund that it names. */
    private Reply refunds(Map<String, String> form) {
        List<JsonObject> all = refunds.values().stream()
                .filter(r -> r.getString("payment_intent").equals(form.get("payment_intent")))
                .sorted(Comparator.comparing((JsonObject r) -> number(r.getString("id")))
                        .reversed())
                .toList();
        String after = form.get("starting_after");
        List<JsonObject> left = after == null
                ? all
                : all.stream()
                        .filter(r -> number(r.getString("id")) < number(after))
                        .toList();
        int most = Math.min(mostOnAPage, Integer.parseInt(form.getOrDefault("limit", "10")));
        return list(left.subList(0, Math.min(most, left.size())), "list", left.size() > most);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('_') + 1));
    }

    private Reply search(String query) {
        return list(
                intents.values().stream()
                        .filter(i -> i.getJsonObject("metadata").stream()
                                .anyMatch(e -> query.equals("metadata['" + e.getKey() + "']:'" + e.getValue() + "'")))
                        .toList(),
                "search_result",
                false);
    }

    private static Reply list(List<JsonObject> data, String object, boolean more) {
        return Reply.ok(new JsonObject()
                .put("object", object)
                .put("has_more", more)
                .put("url", "/")
                .put("data", new JsonArray(data)));
    }

    private static Reply error(int status, String type, String code, JsonObject intent) {
        JsonObject error = new JsonObject().put("type", type).put("message", "no");
        if (code != null) {
            error.put("code", code);
        }
        if (intent != null) {
            error.put("payment_intent", intent);
        }
        return new Reply(status, new JsonObject().put("error", error), false);
    }

    private static JsonObject metadata(Map<String, String> form) {
        JsonObject metadata = new JsonObject();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        return metadata;
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> form = new TreeMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&")) {
                int at = pair.indexOf('=');
                form.put(decode(pair.substring(0, at)), decode(pair.substring(at + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
