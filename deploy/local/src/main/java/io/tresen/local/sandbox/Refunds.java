package io.tresen.local.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Commands on refunds. Each decides from the book and changes nothing itself. */
final class Refunds {

    private final Book book;
    private final SandboxSettings settings;

    Refunds(Book book, SandboxSettings settings) {
        this.book = book;
        this.settings = settings;
    }

    /** All that is left when no amount is given; never more than that. */
    Outcome create(StripeForm form) {
        String intentId = Optional.ofNullable(form.text("payment_intent"))
                .orElseThrow(() -> StripeError.invalid(
                        "parameter_missing",
                        "One of the following params should be provided for this request: payment_intent or charge.",
                        "payment_intent"));
        PaymentIntent intent = book.intent(intentId);
        if (!intent.is("succeeded")) {
            throw StripeError.invalid(
                    "charge_not_captured",
                    "This PaymentIntent (" + intentId + ") does not have a successful charge to refund.",
                    "payment_intent");
        }
        long left = book.refundable(intent);
        if (left <= 0) {
            throw StripeError.invalid(
                    "charge_already_refunded", "Charge " + intent.latestCharge() + " has already been refunded.", null);
        }
        long amount = Optional.ofNullable(form.integer("amount")).orElse(left);
        if (amount < 1 || amount > left) {
            throw StripeError.invalid(
                    "parameter_invalid_integer",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")",
                    "amount");
        }
        return created(intent, Refund.of(intent, amount, form.text("reason"), form.group("metadata"), nowMs() / 1000));
    }

    private Outcome created(PaymentIntent intent, Refund refund) {
        Card card = Card.of(intent.paymentMethod()).orElse(Card.VISA);
        long later = nowMs() + settings.refundDelay().toMillis();
        if (card == Card.PENDING_REFUND || card == Card.FAILING_REFUND) {
            Refund waiting = card == Card.PENDING_REFUND
                    ? refund.awaiting("pending", "succeeded", later)
                    : refund.awaiting("succeeded", "failed", later);
            return Outcome.of(waiting.toApi(), new Change().with(waiting).with(event("refund.updated", waiting)));
        }
        return Outcome.of(refund.toApi(), new Change().with(refund).with(event("refund.updated", refund)));
    }

    Outcome get(String id) {
        return Outcome.of(book.refund(id).toApi());
    }

    /** Newest first; {@code payment_intent}, {@code limit} (1–100, 10 without) and {@code starting_after} as Stripe has them. */
    Outcome list(StripeForm form) {
        String intentId = form.text("payment_intent");
        Collection<Refund> all = intentId == null
                ? book.refunds()
                : book.refundsOf(book.intent(intentId).id());
        List<Refund> newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        String after = form.text("starting_after");
        int from = after == null ? 0 : newestFirst.indexOf(book.refund(after)) + 1;
        int to = Math.min(newestFirst.size(), from + Paging.limit(form));
        JsonArray data = new JsonArray();
        newestFirst.subList(from, to).forEach(refund -> data.add(refund.toApi()));
        return Outcome.of(new JsonObject()
                .put("object", "list")
                .put("url", "/v1/refunds")
                .put("has_more", to < newestFirst.size())
                .put("data", data));
    }

    /** The refund takes its final status now; nothing when it has it. */
    Change settled(String id) {
        Refund refund = book.refund(id);
        if (refund.settleAtMs() == null) {
            return new Change();
        }
        Refund last = refund.settled();
        return new Change().with(last).with(event(last.counts() ? "refund.updated" : "refund.failed", last));
    }

    /** Those that settle later, for the timers. */
    List<Refund> unsettled() {
        return book.refunds().stream().filter(r -> r.settleAtMs() != null).toList();
    }

    private Event event(String type, Refund refund) {
        return Event.of(type, refund.toApi(), nowMs(), book.fault() == Fault.DUPLICATE_WEBHOOK ? 2 : 1);
    }

    private static long nowMs() {
        return System.currentTimeMillis();
    }
}
