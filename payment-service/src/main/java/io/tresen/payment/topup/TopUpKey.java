package io.tresen.payment.topup;

import java.util.UUID;

/** Names a top-up. */
public record TopUpKey(UUID businessId, UUID topUpId) {}
