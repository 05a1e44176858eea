package io.tresen.notification;

import java.util.Set;

/** What the chat's answer to a requested notice means. Pure. */
public final class NoticeRules {

    /** The chat's answer. */
    public enum Answer {
        SENT,
        REFUSED,
        /** After SENT: the shopper's channel did not deliver it. */
        FAILED
    }

    /** What an answer does: change the notice, be known already, or be impossible (a dead letter). */
    public enum Outcome {
        ACT,
        DUPLICATE,
        IMPOSSIBLE
    }

    /** Refusals that say nothing against telling later: the shopper may say START, the product may be shown again. */
    private static final Set<String> PASSING = Set.of("opted-out", "product-hidden");

    /** Why a notice is suppressed that did not arrive. */
    static final String UNDELIVERED = "undelivered";

    /** How often one subscription is told what does not arrive; then it ends. */
    static final int MOST_TRIES = 3;

    private NoticeRules() {}

    /** Every state × answer pair (a notice suppressed before it was requested was never asked for, so has no answer). */
    public static Outcome answered(NoticeState state, Answer answer) {
        return switch (state) {
            case WAITING -> Outcome.ACT;
            case SENT ->
                switch (answer) {
                    case SENT -> Outcome.DUPLICATE;
                    case REFUSED -> Outcome.IMPOSSIBLE;
                    case FAILED -> Outcome.ACT;
                };
            case SUPPRESSED -> answer == Answer.SENT ? Outcome.IMPOSSIBLE : Outcome.DUPLICATE;
        };
    }

    /** True when the subscription waits on after this refusal; else it ends. */
    public static boolean staysAfter(String reason) {
        return PASSING.contains(reason);
    }
}
