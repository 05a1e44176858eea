package io.tresen.proof.simulator;

import java.util.List;

/** The topics of a run. */
final class Topics {

    final Topic product = new Topic("catalog.product", true);
    final Topic availability = new Topic("catalog.availability", true);
    final Topic reservation = new Topic("catalog.reservation", false);
    final Topic order = new Topic("order.order", false);
    final Topic request = new Topic("order.payment-request", false);
    final Topic payment = new Topic("payment.payment", false);
    final Topic transfer = new Topic("payment.transfer", false);
    final Topic conversation = new Topic("chat.conversation", false);
    final Topic notice = new Topic("notification.notice", false);

    List<Topic> all() {
        return List.of(product, availability, reservation, order, request, payment, transfer, conversation, notice);
    }
}
