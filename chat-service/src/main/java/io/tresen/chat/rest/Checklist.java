package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.CodeSender;
import io.tresen.chat.ContactNumbers;
import io.tresen.chat.Conversations;
import io.tresen.chat.Milestone;
import io.tresen.chat.Milestones;
import io.tresen.chat.Products;
import io.tresen.chat.rest.BusinessView.Step;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What a new business still has to do before it sells. What nobody can do on this platform is not asked for. */
@ApplicationScoped
class Checklist {

    private final Products products;
    private final Conversations conversations;
    private final ContactNumbers numbers;
    private final CodeSender codes;

    Checklist(Products products, Conversations conversations, ContactNumbers numbers, CodeSender codes) {
        this.products = products;
        this.conversations = conversations;
        this.numbers = numbers;
        this.codes = codes;
    }

    List<Step> of(Tx tx, Business business, Milestones.Reached reached) {
        List<Step> steps = new ArrayList<>(List.of(
                new Step("registered", true),
                new Step("products", products.anyVisible(tx, business.id())),
                new Step("payment_methods", !business.paymentMethods().isEmpty()),
                new Step("assistant", business.assistantEnabled())));
        if (codes.ready()) {
            steps.add(new Step("number_verified", numbers.isVerified(tx, business.id())));
        }
        steps.add(new Step("first_conversation", conversations.any(tx, business.id())));
        steps.add(new Step("first_message_delivered", reached.at(Milestone.FIRST_MESSAGE_DELIVERED) != null));
        return List.copyOf(steps);
    }
}
