package io.tresen.local.sandbox;

import io.tresen.local.sandbox.Outcome.Manner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands on payment intents. Each decides from the book and changes nothing itself. */
final class PaymentIntents {

    private static final String SUCCEEDED = "payment_intent.succeeded";
    private static final String FAILED = "payment_intent.payment_failed";
    private static final String CANCELED = "payment_intent.canceled";
    private static final Pattern CLAUSE = Pattern.compile("metadata\\[(['\"])(.+?)\\1]\\s*:\\s*(['\"])(.*?)\\3");

    private final Book book;
    private final SandboxSettings settings;
    private final IntSupplier port;

    /** @param port of the sandbox itself, known once it listens; the card holder's page is there */
    PaymentIntents(Book book, SandboxSettings settings, IntSupplier port) {
        this.book = book;
        this.settings = settings;
        this.port = port;
    }

    Outcome create(StripeForm form) {
        Long amount = form.integer("amount");
        String currency = form.text("currency");
        ChargeableAmounts.check(amount, currency);
        PaymentIntent intent = PaymentIntent.created(
                amount, currency, form.group("metadata"), form.text("description"), nowMs() / 1000);
        if (form.text("payment_method") != null) {
            intent = intent.withPaymentMethod(card(form.text("payment_method")).token);
        }
        if (form.isTrue("confirm")) {
            return confirm(intent, form);
        }
        return Outcome.of(intent.toApi(), new Change().with(intent));
    }

    Outcome confirm(String id, StripeForm form) {
        return confirm(book.intent(id), form);
    }

    private Outcome confirm(PaymentIntent open, StripeForm form) {
        if (!open.isOpen()) {
            throw StripeError.unexpectedState(open, "confirm");
        }
        String token = Optional.ofNullable(form.text("payment_method")).orElse(open.paymentMethod());
        if (token == null) {
            throw StripeError.invalid(
                    "parameter_missing",
                    "You cannot confirm this PaymentIntent because it's missing a payment method.",
                    null);
        }
        Card card = card(token);
        PaymentIntent intent = open.withPaymentMethod(token);
        Fault fault = book.fault();
        if (fault == Fault.DECLINE || card == Card.DECLINED) {
            return declined(intent, "generic_decline");
        }
        if (card == Card.NO_FUNDS) {
            return declined(intent, "insufficient_funds");
        }
        if (card == Card.REQUIRES_ACTION) {
            String page = "http://localhost:" + port.getAsInt() + "/sandbox/action/" + intent.id();
            PaymentIntent waiting = intent.requiresAction(page, form.text("return_url"));
            return Outcome.of(waiting.toApi(), new Change().with(waiting));
        }
        if (card == Card.LATE_WEBHOOK) {
            PaymentIntent late =
                    intent.processingUntil(nowMs() + settings.late().toMillis());
            return Outcome.of(late.toApi(), new Change().with(late));
        }
        boolean unanswered = fault == Fault.TIMEOUT_AFTER_CHARGE || card == Card.TIMEOUT_CHARGED;
        PaymentIntent paid = intent.succeeded(card == Card.WRONG_AMOUNT ? otherThan(intent.amount()) : intent.amount());
        // The event of an unanswered charge comes late, so that the client finds out by reading and not by luck.
        long sendAtMs = nowMs() + (unanswered ? settings.hang().toMillis() : 0);
        Outcome charged = Outcome.of(paid.toApi(), new Change().with(paid).with(event(SUCCEEDED, paid, sendAtMs)));
        return charged.given(
                unanswered ? Manner.NEVER : fault == Fault.WEBHOOK_BEFORE_ANSWER ? Manner.AFTER_EVENT : Manner.AT_ONCE);
    }

    private Outcome declined(PaymentIntent intent, String declineCode) {
        PaymentIntent declined = intent.declined(declineCode);
        Outcome refused = Outcome.refused(
                StripeError.declined(declined), new Change().with(declined).with(event(FAILED, declined, nowMs())));
        return book.fault() == Fault.WEBHOOK_BEFORE_ANSWER ? refused.given(Manner.AFTER_EVENT) : refused;
    }

    /** By 100 minor units, a step that every currency can express. */
    private static long otherThan(long amount) {
        return amount > 100 ? amount - 100 : amount + 100;
    }

    Outcome cancel(String id, StripeForm form) {
        PaymentIntent intent = book.intent(id);
        if (!intent.isOpen()) {
            throw StripeError.unexpectedState(intent, "cancel");
        }
        PaymentIntent canceled = intent.canceled(form.text("cancellation_reason"), nowMs() / 1000);
        return Outcome.of(canceled.toApi(), new Change().with(canceled).with(event(CANCELED, canceled, nowMs())));
    }

    Outcome get(String id) {
        return Outcome.of(book.intent(id).toApi());
    }

    /** Clauses {@code metadata['k']:'v'} joined by AND, newest first; {@code limit} and {@code page} as Stripe has them. */
    Outcome search(StripeForm form) {
        String query = Optional.ofNullable(form.text("query"))
                .orElseThrow(() -> StripeError.invalid("parameter_missing", "Missing required param: query.", "query"));
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String clause : query.split("\\s+AND\\s+")) {
            Matcher parts = CLAUSE.matcher(clause.trim());
            if (!parts.matches()) {
                throw StripeError.invalid("parameter_invalid", "We were unable to parse your search query.", "query");
            }
            wanted.put(parts.group(2), parts.group(4));
        }
        List<PaymentIntent> found = book.intents().stream()
                .filter(intent -> wanted.entrySet().stream()
                        .allMatch(e -> e.getValue().equals(intent.metadata().getString(e.getKey()))))
                .sorted((a, b) -> Long.compare(b.createdSeconds(), a.createdSeconds()))
                .toList();
        int from = form.text("page") == null ? 0 : Paging.offset(form.text("page"));
        int to = Math.min(found.size(), from + Paging.limit(form));
        JsonArray data = new JsonArray();
        found.subList(Math.min(from, to), to).forEach(intent -> data.add(intent.toApi()));
        return Outcome.of(new JsonObject()
                .put("object", "search_result")
                .put("url", "/v1/payment_intents/search")
                .put("has_more", to < found.size())
                .put("next_page", to < found.size() ? Paging.at(to) : null)
                .put("data", data));
    }

    /** The card holder approved or refused on the sandbox's page; nothing when the intent no longer waits for it. */
    Change acted(String id, boolean approved) {
        PaymentIntent intent = book.intent(id);
        if (!intent.is("requires_action")) {
            return new Change();
        }
        PaymentIntent next = approved ? intent.succeeded(intent.amount()) : intent.declined("authentication_required");
        return new Change().with(next).with(event(approved ? SUCCEEDED : FAILED, next, nowMs()));
    }

    /** What was processing is charged now; nothing when it no longer is. */
    Change settled(String id) {
        PaymentIntent intent = book.intent(id);
        if (!intent.is("processing")) {
            return new Change();
        }
        PaymentIntent paid = intent.succeeded(intent.amount());
        return new Change().with(paid).with(event(SUCCEEDED, paid, nowMs()));
    }

    /** Those that settle later, for the timers. */
    List<PaymentIntent> processing() {
        return book.intents().stream().filter(i -> i.settleAtMs() != null).toList();
    }

    private Event event(String type, PaymentIntent intent, long sendAtMs) {
        return Event.of(type, intent.toApi(), sendAtMs, book.fault() == Fault.DUPLICATE_WEBHOOK ? 2 : 1);
    }

    private static Card card(String token) {
        return Card.of(token).orElseThrow(() -> StripeError.noSuch("PaymentMethod", token, "payment_method"));
    }

    private static long nowMs() {
        return System.currentTimeMillis();
    }
}
