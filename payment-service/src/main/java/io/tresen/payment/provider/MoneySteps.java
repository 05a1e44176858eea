package io.tresen.payment.provider;

/** The steps of money's way at which this service can be made to end ({@link io.tresen.messaging.Failpoint}). */
final class MoneySteps {

    /** Somebody pays; nothing is written. */
    static final String PAY_ASKED = "pay.asked";

    /** The attempt is claimed and committed; the provider knows nothing of it. */
    static final String PAY_CLAIMED = "pay.claimed";

    /** The provider has the charge, unconfirmed; its id is nowhere but in memory. */
    static final String PAY_CREATED = "pay.created";

    /** The charge's id is committed; it is not confirmed. */
    static final String PAY_STORED = "pay.stored";

    /** The provider has answered the confirmation; nobody wrote it down. */
    static final String PAY_CONFIRMED = "pay.confirmed";

    /** The outcome is committed; the payer has no answer. */
    static final String PAY_RECORDED = "pay.recorded";

    /** The janitor is about to find out about a payment. */
    static final String LOOKUP_BEGUN = "lookup.begun";

    /** The provider has said how a payment stands; nobody wrote it down. */
    static final String LOOKUP_ANSWERED = "lookup.answered";

    /** What a look-up brought is committed; the payment is still in the janitor's hands. */
    static final String LOOKUP_RECORDED = "lookup.recorded";

    /** A refund is about to be asked for. */
    static final String REFUND_BEGUN = "refund.begun";

    /** The provider has answered a refund; nobody wrote it down. */
    static final String REFUND_ANSWERED = "refund.answered";

    /** A refund's outcome is committed; it is still in the janitor's hands. */
    static final String REFUND_RECORDED = "refund.recorded";

    /** An event of the provider is verified; nothing is written. */
    static final String NEWS_READ = "news.read";

    /** An event's effect is committed; the provider has no answer and will send it again. */
    static final String NEWS_APPLIED = "news.applied";

    private MoneySteps() {}
}
