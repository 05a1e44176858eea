package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Conversations;
import io.tresen.chat.Products;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a new business still has to do before it sells. */
@ApplicationScoped
class Checklist {

    private final Products products;
    private final Conversations conversations;

    Checklist(Products products, Conversations conversations) {
        this.products = products;
        this.conversations = conversations;
    }

    List<BusinessView.Step> of(Tx tx, Business business) {
        return List.of(
                new BusinessView.Step("registered", true),
                new BusinessView.Step("products", products.anyVisible(tx, business.id())),
                new BusinessView.Step(
                        "payment_methods", !business.paymentMethods().isEmpty()),
                new BusinessView.Step("assistant", business.assistantEnabled()),
                new BusinessView.Step("first_conversation", conversations.any(tx, business.id())));
    }
}
