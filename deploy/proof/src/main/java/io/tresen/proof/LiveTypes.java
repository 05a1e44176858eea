package io.tresen.proof;

import io.tresen.contracts.Topic;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Grid;
import io.tresen.proof.topics.TopicBytes;
import java.util.List;
import java.util.Map;

/** Which events a run had in their next version: of all types it is told, and of some it is demanded. */
final class LiveTypes {

    /** What orders by card and cash, a shipment, a cancellation with its refund, and a wish that is fulfilled make. */
    static final List<String> LEAST = List.of(
            "AvailabilityChanged",
            "ProductBackInStock",
            "StockReserved",
            "StockReleased",
            "StockClaimed",
            "OrderPlaced",
            "OrderAwaitingPayment",
            "OrderConfirmed",
            "OrderShipped",
            "OrderCancellationStarted",
            "OrderCancelled",
            "PaymentRequested",
            "CollectionOpened",
            "RefundRequested",
            "PaymentPending",
            "PaymentSucceeded",
            "RefundSucceeded",
            "NoticeRequested",
            "NoticeSent",
            "MessagePushed");

    private LiveTypes() {}

    /** @param written how many events of each type */
    static void report(Map<String, Integer> written, Findings findings) {
        for (String type : LEAST) {
            findings.attempted(
                    "types of events that must be live in their next version",
                    written.containsKey(type),
                    type + " was not among " + written.keySet());
        }
        List<List<Object>> rows = TopicBytes.events().stream()
                .flatMap(topic -> topic.types().stream().map(type -> row(topic, type, written)))
                .toList();
        findings.tables(List.of(new Grid("Events of the next version", List.of("topic", "type", "events"), rows)));
    }

    private static List<Object> row(Topic topic, String type, Map<String, Integer> written) {
        return List.of(topic.name(), type, written.getOrDefault(type, 0));
    }
}
