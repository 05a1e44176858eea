package io.tresen.benchmarks;

import java.util.List;
import java.util.UUID;

/**
 * A shopper's conversation.
 *
 * @param token the shopper's
 */
record Conversation(String id, String token) {

    /** The n-th "hello" of all: one conversation after the other. */
    static Call hello(List<Conversation> all, long number) {
        Conversation one = all.get((int) (number % all.size()));
        return new Call(
                one.messages(), one.hello(), one.token, UUID.randomUUID().toString());
    }

    /** Where its messages are posted. */
    String messages() {
        return "/chat/v1/conversations/" + id + "/messages";
    }

    String hello() {
        return "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}";
    }
}
