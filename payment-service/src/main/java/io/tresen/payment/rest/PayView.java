package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.Money;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayPageState;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentState;
import io.tresen.payment.PaymentStatus;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The pay page as JSON.
 *
 * @param status the answering attempt's
 * @param methods what can be paid with now; empty when nothing can be paid
 * @param code the provider's reason once an attempt failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PayView(
        String orderNo,
        Money amount,
        String status,
        List<String> methods,
        UUID paymentId,
        String code,
        NextAction nextAction) {

    /** Where the card holder is asked. */
    public record NextAction(String redirectUrl) {}

    static PayView of(OrderPayments held, Payment payment, PayPageState page, Supplier<Set<PaymentMethod>> offered) {
        boolean closed = page == PayPageState.CLOSED && payment.state().taken() == null;
        return new PayView(
                held.order().orderNo(),
                held.order().amount(),
                closed
                        ? PaymentStatus.CANCELLED.word()
                        : PaymentStatus.of(held, payment).word(),
                page.takesPayment()
                        ? offered.get().stream().map(PaymentMethod::word).toList()
                        : List.of(),
                payment.id(),
                payment.state() instanceof PaymentState.Failed failed ? failed.code() : null,
                payment.state() instanceof PaymentState.Waiting waiting && waiting.redirectUrl() != null
                        ? new NextAction(waiting.redirectUrl())
                        : null);
    }
}
