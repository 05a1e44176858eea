package io.tresen.messaging.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.tresen.messaging.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The spans in which a consumer handles events, each the child of the one that wrote the event. The handler gets the event
 * with its own span as {@code traceparent}, so that whatever is caused by the event goes on from there. A consumer goes on
 * with traces and begins none.
 */
public final class EventSpans {

    /** Begins none. */
    public static final EventSpans NONE = new EventSpans(null, null);

    private final Tracing tracing;
    private final String consumer;

    public EventSpans(Tracing tracing, String consumer) {
        this.tracing = tracing;
        this.consumer = consumer;
    }

    /** Handles one event in its span. */
    public void alone(Event event, Consumer<Event> handler) {
        Span span = begin(event);
        if (span == null) {
            handler.accept(event);
            return;
        }
        try (Scope current = span.makeCurrent()) {
            handler.accept(event.in(Tracing.traceparent(span.getSpanContext())));
        } catch (RuntimeException | Error e) {
            Tracing.failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Handles events at once, each in its span; they begin and end together. */
    public void together(List<Event> events, Consumer<List<Event>> handler) {
        List<Span> spans = new ArrayList<>();
        List<Event> within = new ArrayList<>(events.size());
        for (Event event : events) {
            Span span = begin(event);
            if (span == null) {
                within.add(event);
            } else {
                spans.add(span);
                within.add(event.in(Tracing.traceparent(span.getSpanContext())));
            }
        }
        try {
            handler.accept(within);
        } catch (RuntimeException | Error e) {
            spans.forEach(span -> Tracing.failed(span, e));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    /** Null where tracing is off, or the event belongs to no trace. */
    private Span begin(Event event) {
        if (tracing == null || !tracing.on() || event.traceparent() == null) {
            return null;
        }
        SpanContext cause = Tracing.place(event.traceparent());
        if (!cause.isValid()) {
            return null;
        }
        return tracing.tracer()
                .spanBuilder(consumer + ' ' + event.type())
                .setParent(Context.root().with(Span.wrap(cause)))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", event.topic())
                .setAttribute("messaging.consumer.group.name", consumer)
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("tresen.event.type", event.type())
                .setAttribute("tresen.event.key", event.key().toString())
                .setAttribute("tresen.event.sequence", event.sequence())
                .startSpan();
    }
}
