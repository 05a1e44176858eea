package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import java.util.UUID;

/**
 * A shopper's money.
 *
 * @param balance what was posted
 * @param available the balance less what is held of it
 * @param version rises by one with each movement; 0 before the first
 */
public record Wallet(UUID shopperId, Money balance, Money available, long version, boolean pinSet) {}
