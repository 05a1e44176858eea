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
import java.util.Optional;

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

    /**
     * What was found of a business.
     *
     * @param numberVerified empty where nobody can verify a number on this platform
     */
    record Found(
            boolean products,
            boolean paymentMethods,
            boolean assistant,
            Optional<Boolean> numberVerified,
            boolean conversation,
            boolean messageDelivered) {}

    List<Step> of(Tx tx, Business business, Milestones.Reached reached) {
        return steps(new Found(
                products.anyVisible(tx, business.id()),
                !business.paymentMethods().isEmpty(),
                business.assistantEnabled(),
                codes.ready() ? Optional.of(numbers.isVerified(tx, business.id())) : Optional.empty(),
                conversations.any(tx, business.id()),
                reached.at(Milestone.FIRST_MESSAGE_DELIVERED) != null));
    }

    static List<Step> steps(Found found) {
        List<Step> steps = new ArrayList<>(List.of(
                new Step("registered", true),
                new Step("products", found.products()),
                new Step("payment_methods", found.paymentMethods()),
                new Step("assistant", found.assistant())));
        found.numberVerified().ifPresent(it -> steps.add(new Step("number_verified", it)));
        steps.add(new Step("first_conversation", found.conversation()));
        steps.add(new Step("first_message_delivered", found.messageDelivered()));
        return List.copyOf(steps);
    }
}
