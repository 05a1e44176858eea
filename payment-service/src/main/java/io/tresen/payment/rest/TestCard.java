package io.tresen.payment.rest;

import java.util.List;

/** Cards of the provider's test mode, offered on the page while the key is a test key (INTERFACE 8). */
public record TestCard(String token, String label) {

    static final List<TestCard> ALL = List.of(
            new TestCard("pm_card_visa", "Visa 4242"),
            new TestCard("pm_card_visa_chargeDeclined", "Visa, declined"),
            new TestCard("pm_sandbox_requires_action", "Visa, asks the card holder"),
            new TestCard("pm_sandbox_late_webhook", "Visa, slow"),
            new TestCard("pm_sandbox_timeout_charged", "Visa, no answer"),
            new TestCard("pm_sandbox_wrong_amount", "Visa, wrong amount"));
}
