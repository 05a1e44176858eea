package io.tresen.payment.topup;

/** The steps of a top-up's way at which this service can be made to end ({@link io.tresen.messaging.Failpoint}). */
public final class TopUpSteps {

    /** It is asked for and committed; nobody was told where it is paid. */
    static final String BEGUN = "topup.begun";

    /** Its charge is claimed and committed; the provider knows nothing of it. */
    public static final String CLAIMED = "topup.claimed";

    /** The provider has the charge, unconfirmed; its id is nowhere but in memory. */
    public static final String CREATED = "topup.created";

    /** The charge's id is committed; it is not confirmed. */
    public static final String STORED = "topup.stored";

    /** The provider has answered the confirmation; nobody wrote it down. */
    public static final String CONFIRMED = "topup.confirmed";

    /** Its state and its entries, into the wallet, apart or back, are written and not committed. */
    static final String WRITTEN = "topup.written";

    /** The outcome is committed; the payer has no answer. */
    public static final String RECORDED = "topup.recorded";

    /** The janitor is about to find out about its charge. */
    public static final String LOOKUP_BEGUN = "topup.lookup.begun";

    /** The provider has said how the charge stands; nobody wrote it down. */
    public static final String LOOKUP_ANSWERED = "topup.lookup.answered";

    /** What a look-up brought is committed; the top-up is still in the janitor's hands. */
    public static final String LOOKUP_RECORDED = "topup.lookup.recorded";

    /** Held money is about to be sent back. */
    public static final String REFUND_BEGUN = "topup.refund.begun";

    /** The provider has answered a refund; nobody wrote it down. */
    public static final String REFUND_ANSWERED = "topup.refund.answered";

    /** A refund's outcome is committed; the top-up is still in the janitor's hands. */
    public static final String REFUND_RECORDED = "topup.refund.recorded";

    /** The effect of an event about a top-up is committed; the provider has no answer and will send it again. */
    public static final String NEWS_APPLIED = "topup.news.applied";

    private TopUpSteps() {}
}
