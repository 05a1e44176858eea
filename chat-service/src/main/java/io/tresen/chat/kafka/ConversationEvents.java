package io.tresen.chat.kafka;

import io.tresen.chat.ChatEvent;
import io.tresen.chat.ChatEvent.Party;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.CartLine;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BackInStockWished;
import io.tresen.contracts.chat.v1.CancellationRequested;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.chat.v1.DeliveryAddressSubmitted;
import io.tresen.contracts.chat.v1.NoticeFailed;
import io.tresen.contracts.chat.v1.NoticeRefused;
import io.tresen.contracts.chat.v1.NoticeSent;
import io.tresen.contracts.common.v1.CheckoutLine;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What is published on {@code chat.conversation.v1}. Addresses are sealed to order-service here. */
@ApplicationScoped
class ConversationEvents {

    private final Sealer sealer;

    ConversationEvents(Sealer sealer) {
        this.sealer = sealer;
    }

    Outgoing outgoing(ChatEvent event, Instant now) {
        if (event instanceof ChatEvent.CheckoutRequested checkout) {
            return of(checkout.party(), checkout(checkout, now));
        }
        if (event instanceof ChatEvent.CancellationRequested cancel) {
            return of(cancel.party(), cancellation(cancel, now));
        }
        if (event instanceof ChatEvent.AddressSubmitted address) {
            return of(address.party(), address(address, now));
        }
        if (event instanceof ChatEvent.BackInStockWished wish) {
            return of(wish.party(), wish(wish, now));
        }
        if (event instanceof ChatEvent.TransferSubmitted transfer) {
            return of(transfer.party(), TransferRecords.submitted(transfer, now));
        }
        if (event instanceof ChatEvent.TransferAnswered answer) {
            return of(answer.party(), TransferRecords.answered(answer, now));
        }
        if (event instanceof ChatEvent.NoticeSent sent) {
            return of(sent.party(), sent(sent, now));
        }
        if (event instanceof ChatEvent.NoticeRefused refused) {
            return of(refused.party(), refused(refused, now));
        }
        if (event instanceof ChatEvent.NoticeFailed failed) {
            return of(failed.party(), failed(failed, now));
        }
        throw new IllegalStateException("No topic for " + event.getClass().getSimpleName());
    }

    private static Outgoing of(Party party, SpecificRecord value) {
        return Outgoing.of(Topics.CHAT_CONVERSATION, party.conversationId(), party.businessId(), value);
    }

    private CheckoutRequested checkout(ChatEvent.CheckoutRequested checkout, Instant now) {
        Party party = checkout.party();
        return CheckoutRequested.newBuilder()
                .setConversationId(party.conversationId())
                .setBusinessId(party.businessId())
                .setShopperId(party.shopperId())
                .setOccurredAt(now)
                .setOrderId(checkout.orderId())
                .setCheckoutNumber(checkout.number())
                .setLines(checkout.cart().lines().stream()
                        .map(ConversationEvents::line)
                        .toList())
                .setExpectedTotal(Amounts.of(checkout.total()))
                .setDiscountCode(checkout.cart().code())
                .setRulesVersion(checkout.rulesVersion())
                .setPaymentMethod(PaymentMethod.valueOf(checkout.method().name()))
                .setSealedDeliveryAddress(
                        checkout.address() == null ? null : seal(checkout.orderId(), party, checkout.address()))
                .build();
    }

    private static CheckoutLine line(CartLine line) {
        return CheckoutLine.newBuilder()
                .setProductId(line.productId())
                .setRetailerId(line.retailerId())
                .setQuantity(line.quantity())
                .setExpectedUnitPriceMinor(line.unitPriceMinor())
                .setProductVersion(line.productVersion())
                .build();
    }

    private String seal(UUID orderId, Party party, Address address) {
        return sealer.seal("order", orderId, party.businessId(), Map.of("delivery_address", address));
    }

    private static CancellationRequested cancellation(ChatEvent.CancellationRequested cancel, Instant now) {
        return CancellationRequested.newBuilder()
                .setConversationId(cancel.party().conversationId())
                .setBusinessId(cancel.party().businessId())
                .setShopperId(cancel.party().shopperId())
                .setOccurredAt(now)
                .setOrderId(cancel.orderId())
                .setRequestId(cancel.requestId())
                .build();
    }

    private DeliveryAddressSubmitted address(ChatEvent.AddressSubmitted address, Instant now) {
        return DeliveryAddressSubmitted.newBuilder()
                .setConversationId(address.party().conversationId())
                .setBusinessId(address.party().businessId())
                .setShopperId(address.party().shopperId())
                .setOccurredAt(now)
                .setOrderId(address.orderId())
                .setRequestId(address.requestId())
                .setSealedDeliveryAddress(seal(address.orderId(), address.party(), address.address()))
                .build();
    }

    private static BackInStockWished wish(ChatEvent.BackInStockWished wish, Instant now) {
        return BackInStockWished.newBuilder()
                .setConversationId(wish.party().conversationId())
                .setBusinessId(wish.party().businessId())
                .setShopperId(wish.party().shopperId())
                .setOccurredAt(now)
                .setProductId(wish.productId())
                .setRetailerId(wish.retailerId())
                .setAvailabilityVersion(wish.availabilityVersion())
                .build();
    }

    private static NoticeSent sent(ChatEvent.NoticeSent sent, Instant now) {
        return NoticeSent.newBuilder()
                .setConversationId(sent.party().conversationId())
                .setBusinessId(sent.party().businessId())
                .setShopperId(sent.party().shopperId())
                .setOccurredAt(now)
                .setNoticeId(sent.noticeId())
                .setMessageId(sent.messageId())
                .build();
    }

    private static NoticeRefused refused(ChatEvent.NoticeRefused refused, Instant now) {
        return NoticeRefused.newBuilder()
                .setConversationId(refused.party().conversationId())
                .setBusinessId(refused.party().businessId())
                .setShopperId(refused.party().shopperId())
                .setOccurredAt(now)
                .setNoticeId(refused.noticeId())
                .setReason(refused.reason())
                .build();
    }

    private static NoticeFailed failed(ChatEvent.NoticeFailed failed, Instant now) {
        return NoticeFailed.newBuilder()
                .setConversationId(failed.party().conversationId())
                .setBusinessId(failed.party().businessId())
                .setShopperId(failed.party().shopperId())
                .setOccurredAt(now)
                .setNoticeId(failed.noticeId())
                .setMessageId(failed.messageId())
                .setCode(failed.code())
                .build();
    }
}
