package io.tresen.messaging.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tresen.contracts.Topics;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What carries a trace over the outbox, Kafka and the inbox. */
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String WRITER = "00f067aa0ba902b7";
    private static final String KEPT = "00-" + TRACE + '-' + WRITER + "-01";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing on = new Tracing(
            OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                            .build())
                    .build(),
            false);
    private final EventSpans consumer = new EventSpans(on, "catalog.stock");

    @Test
    void whatIsWrittenInASpanCarriesThatSpan() {
        Span span = on.tracer().spanBuilder("POST /x").startSpan();
        try (Scope scope = span.makeCurrent()) {
            assertEquals(
                    "00-" + span.getSpanContext().getTraceId() + '-'
                            + span.getSpanContext().getSpanId() + "-01",
                    on.current());
        }
        assertNull(on.current());
    }

    @Test
    void aHandlerRunsAsTheChildOfWhatWroteTheEventAndItsEventsGoOnFromThere() {
        List<String> carried = new ArrayList<>();
        consumer.alone(event(KEPT), it -> {
            carried.add(it.traceparent());
            assertEquals(it.traceparent(), on.current());
        });
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertEquals("catalog.stock OrderPlaced", span.getName());
        assertEquals(TRACE, span.getTraceId());
        assertEquals(WRITER, span.getParentSpanId());
        assertEquals(List.of("00-" + TRACE + '-' + span.getSpanId() + "-01"), carried);
    }

    @Test
    void eventsThatAreHandledAtOnceStayEachInItsTrace() {
        String other = "00-" + TRACE.replace('4', '5') + '-' + WRITER + "-01";
        List<Event> seen = new ArrayList<>();
        consumer.together(List.of(event(KEPT), event(other), event(null)), seen::addAll);
        assertEquals(2, spans.getFinishedSpanItems().size());
        assertEquals(TRACE, seen.get(0).traceparent().substring(3, 35));
        assertEquals(TRACE.replace('4', '5'), seen.get(1).traceparent().substring(3, 35));
        assertNotEquals(WRITER, seen.get(0).traceparent().substring(36, 52));
        assertNull(seen.get(2).traceparent());
    }

    @Test
    void aTraceThatIsNotKeptGoesOnUnseen() {
        consumer.alone(
                event(KEPT.replace("-01", "-00")),
                it -> assertEquals("00", it.traceparent().substring(53)));
        assertEquals(List.of(), spans.getFinishedSpanItems());
    }

    @Test
    void aFailureIsToldByItsKindAlone() {
        assertThrows(
                IllegalStateException.class,
                () -> consumer.alone(event(KEPT), it -> {
                    throw new IllegalStateException("Ada Lovelace, Weg 1");
                }));
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
        assertFalse((span.getAttributes() + span.getStatus().getDescription() + span.getEvents()).contains("Ada"));
    }

    @Test
    void whatIsNoTraceparentBeginsNothing() {
        for (String broken : new String[] {null, "", "x", "00-0-0-01", KEPT + "\u0000", "ff" + KEPT.substring(2)}) {
            Event event = event(broken);
            consumer.alone(event, it -> assertSame(event, it));
        }
        assertEquals(List.of(), spans.getFinishedSpanItems());
    }

    @Test
    void withoutAPlaceToSendSpansToTheEventIsHandledAsItCame() {
        Tracing off = new Tracing(io.opentelemetry.api.OpenTelemetry.noop(), true);
        Event event = event(KEPT);
        new EventSpans(off, "catalog.stock").alone(event, it -> assertSame(event, it));
        assertNull(off.current());
    }

    @Test
    void newsFromOutsideGoOnWithTheTraceThatWasKeptAndAreLinkedWithTheirRequest() {
        Span request = on.tracer().spanBuilder("POST /pay").startSpan();
        List<String> carried = new ArrayList<>();
        try (Scope scope = request.makeCurrent()) {
            late(on, KEPT, () -> carried.add(on.current()));
            assertEquals(request, Span.current());
        }
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertEquals("create payment.payment.v1", span.getName());
        assertEquals(SpanKind.PRODUCER, span.getKind());
        assertEquals(TRACE, span.getTraceId());
        assertEquals(WRITER, span.getParentSpanId());
        assertEquals(
                List.of(request.getSpanContext()),
                span.getLinks().stream().map(LinkData::getSpanContext).toList());
        assertEquals(List.of("00-" + TRACE + '-' + span.getSpanId() + "-01"), carried);
    }

    @Test
    void aTimersNewsGoOnWithoutALink() {
        late(on, KEPT, () -> {});
        assertEquals(List.of(), spans.getFinishedSpanItems().get(0).getLinks());
    }

    @Test
    void newsAboutWhatHasNoTraceStayInTheirRequests() {
        Tracing off = new Tracing(io.opentelemetry.api.OpenTelemetry.noop(), true);
        List<String> carried = new ArrayList<>();
        Span request = on.tracer().spanBuilder("POST /pay").startSpan();
        try (Scope scope = request.makeCurrent()) {
            late(on, null, () -> carried.add(on.current()));
            late(on, "x", () -> carried.add(on.current()));
            late(off, KEPT, () -> carried.add(on.current()));
        }
        assertEquals(3, carried.size());
        assertEquals(Set.of(Tracing.traceparent(request.getSpanContext())), Set.copyOf(carried));
        assertEquals(List.of(), spans.getFinishedSpanItems());
    }

    private static void late(Tracing tracing, String traceparent, Runnable writing) {
        new LateSpans(tracing).goingOn(traceparent, Topics.PAYMENT_PAYMENT, UUID.randomUUID(), writing);
    }

    private static Event event(String traceparent) {
        UUID id = UUID.randomUUID();
        return new Event(id, "OrderPlaced", "order.order.v1", id, id, 1, 0, id, traceparent, Instant.EPOCH, null);
    }
}
