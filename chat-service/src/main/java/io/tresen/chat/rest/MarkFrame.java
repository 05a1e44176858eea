package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;

/**
 * What a stream tells a shopper beside messages; it has a {@code type} and no {@code direction}.
 *
 * @param type {@code read}: the shop has read the shopper's messages up to one; {@code typing}: it is writing
 * @param upTo id of that message; absent for typing
 * @param seconds for which the writing is shown, unless something is said before; absent for read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MarkFrame(String type, String upTo, Long seconds) {

    static MarkFrame read(String messageId) {
        return new MarkFrame("read", messageId, null);
    }

    /** Empty when that time is over. */
    static Optional<MarkFrame> typing(Duration left) {
        long seconds = left.plusMillis(999).toSeconds();
        return seconds > 0 ? Optional.of(new MarkFrame("typing", null, seconds)) : Optional.empty();
    }
}
