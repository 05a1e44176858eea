package io.tresen.local.sandbox;

import java.util.function.Supplier;

/** Stripe's paths: which command serves which request. */
final class StripeApi {

    private static final String INTENTS = "/v1/payment_intents";
    private static final String REFUNDS = "/v1/refunds";

    private final PaymentIntents intents;
    private final Refunds refunds;
    private final IdempotencyKeys keys;

    StripeApi(PaymentIntents intents, Refunds refunds, IdempotencyKeys keys) {
        this.intents = intents;
        this.refunds = refunds;
        this.keys = keys;
    }

    /** Never throws: every refusal is an outcome. */
    Outcome answer(String method, String path, StripeForm form, String authorization, String key) {
        try {
            if (authorization == null || !isTestKey(authorization)) {
                throw StripeError.unauthorized();
            }
            if (method.equals("POST") && key != null && !key.isEmpty()) {
                return keys.once(key, method, path, form, () -> refusalsAsOutcome(() -> route(method, path, form)));
            }
            return route(method, path, form);
        } catch (StripeError refusal) {
            return Outcome.refused(refusal, new Change());
        }
    }

    private static Outcome refusalsAsOutcome(Supplier<Outcome> command) {
        try {
            return command.get();
        } catch (StripeError refusal) {
            return Outcome.refused(refusal, new Change());
        }
    }

    /** {@code Bearer sk_test_…}, or the same key as the user of Basic credentials, which Stripe takes too. */
    private static boolean isTestKey(String authorization) {
        return authorization.startsWith("Bearer sk_test_") || authorization.startsWith("Basic c2tfdGVzdF");
    }

    private Outcome route(String method, String path, StripeForm form) {
        String[] parts = path.split("/");
        if (method.equals("GET")) {
            if (path.equals(INTENTS + "/search")) {
                return intents.search(form);
            }
            if (path.equals(REFUNDS)) {
                return refunds.list(form);
            }
            if (parts.length == 4 && path.startsWith(INTENTS + "/")) {
                return intents.get(parts[3]);
            }
            if (parts.length == 4 && path.startsWith(REFUNDS + "/")) {
                return refunds.get(parts[3]);
            }
        }
        if (method.equals("POST")) {
            if (path.equals(INTENTS)) {
                return intents.create(form);
            }
            if (path.equals(REFUNDS)) {
                return refunds.create(form);
            }
            if (parts.length == 5 && path.startsWith(INTENTS + "/") && parts[4].equals("confirm")) {
                return intents.confirm(parts[3], form);
            }
            if (parts.length == 5 && path.startsWith(INTENTS + "/") && parts[4].equals("cancel")) {
                return intents.cancel(parts[3], form);
            }
        }
        throw StripeError.unknownPath(method, path);
    }
}
