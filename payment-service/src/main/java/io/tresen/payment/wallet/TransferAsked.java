package io.tresen.payment.wallet;

/** CDI event: something was asked for in a chat and committed, so whoever decides looks at once. */
public record TransferAsked() {}
