package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * A step at which a service can be made to end as by kill -9. The names are those of {@code messaging.Failpoint},
 * {@code payment.provider.MoneySteps}, {@code payment.topup.TopUpSteps} and {@code payment.wallet.WalletSteps}; {@code StepTest}
 * holds them together, since nothing here depends on a service.
 */
record Step(String service, String name) {

    /** Of every service: its outbox and its processes. */
    static final List<String> OF_ALL =
            List.of("outbox.sending", "outbox.acknowledged", "process.polled", "process.committed");

    /** Of payment-service: the way of money. */
    static final List<String> OF_MONEY = List.of(
            "pay.asked",
            "pay.claimed",
            "pay.created",
            "pay.stored",
            "pay.confirmed",
            "pay.recorded",
            "lookup.begun",
            "lookup.answered",
            "lookup.recorded",
            "refund.begun",
            "refund.answered",
            "refund.recorded",
            "news.read",
            "news.applied");

    /** Of payment-service: the way of a card's money into a wallet. */
    static final List<String> OF_TOP_UPS = List.of(
            "topup.begun",
            "topup.claimed",
            "topup.created",
            "topup.stored",
            "topup.confirmed",
            "topup.written",
            "topup.recorded",
            "topup.lookup.begun",
            "topup.lookup.answered",
            "topup.lookup.recorded",
            "topup.refund.begun",
            "topup.refund.answered",
            "topup.refund.recorded",
            "topup.news.applied");

    /** Those of top-ups that nobody reaches while every card is declined: no money comes, so none is written or goes back. */
    static final List<String> OF_TOP_UPS_WITH_MONEY =
            List.of("topup.written", "topup.refund.begun", "topup.refund.answered", "topup.refund.recorded");

    /** Of payment-service: the way of money in wallets. */
    static final List<String> OF_WALLETS = List.of(
            "pin.counted",
            "pin.passed",
            "transfer.written",
            "transfer.held",
            "transfer.posted",
            "transfer.taken",
            "transfer.freed",
            "ask.begun",
            "ask.decided",
            "wallet.capture.written",
            "wallet.captured",
            "wallet.refund.written",
            "wallet.refunded");

    /**
     * Every step of every service that can be reached under the fault; those of wallets once, since no provider hears of them and
     * none can be at fault.
     */
    static List<Step> under(Fault fault) {
        List<Step> all = new ArrayList<>(
                OF_MONEY.stream().map(name -> new Step("payment", name)).toList());
        OF_TOP_UPS.stream()
                .filter(name -> fault != Fault.DECLINE || !OF_TOP_UPS_WITH_MONEY.contains(name))
                .forEach(name -> all.add(new Step("payment", name)));
        if (fault == Fault.NONE) {
            OF_WALLETS.forEach(name -> all.add(new Step("payment", name)));
        }
        for (String service : Topics.SERVICES) {
            OF_ALL.forEach(name -> all.add(new Step(service, name)));
        }
        return all;
    }

    @Override
    public String toString() {
        return service + " " + name;
    }
}
