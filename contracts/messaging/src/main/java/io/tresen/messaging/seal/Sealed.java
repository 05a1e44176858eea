package io.tresen.messaging.seal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** The plaintext: what is handed over, and the event it belongs to. */
record Sealed(UUID orderId, UUID businessId, JsonNode content) {}
