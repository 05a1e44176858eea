package io.tresen.chat.rest;

import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A shopper's token opens its own conversation; another's answers like one that does not exist. */
@ApplicationScoped
class OwnConversation {

    private final Caller caller;

    OwnConversation(Caller caller) {
        this.caller = caller;
    }

    /** @throws io.tresen.messaging.RejectedException 404 for a shopper whose conversation this is not */
    void check(UUID conversationId) {
        if (caller.isShopper() && !caller.conversationId().equals(conversationId)) {
            throw Problem.notFound().exception();
        }
    }
}
