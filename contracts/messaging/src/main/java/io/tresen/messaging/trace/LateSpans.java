package io.tresen.messaging.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.tresen.contracts.Topic;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * The span in which news from outside (a page's request, a provider's webhook, a timer) go on with the trace of what they are
 * about, which was kept beside it. Its parent is that trace; the request, whose trace is a stranger's, becomes a link, as
 * OpenTelemetry has it for two causes. Its kind is that of a message's creation, so its events are its children.
 */
@Singleton
public class LateSpans {

    private final Tracing tracing;

    LateSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** False when spans go nowhere: then what was kept needs not be looked up. */
    public boolean on() {
        return tracing.on();
    }

    /**
     * Writes events in such a span.
     *
     * @param traceparent as it was kept; null, or what is none, begins no span
     */
    public void goingOn(String traceparent, Topic topic, UUID key, Runnable writing) {
        SpanContext cause = tracing.on() ? Tracing.place(traceparent) : SpanContext.getInvalid();
        if (!cause.isValid()) {
            writing.run();
            return;
        }
        SpanBuilder builder = tracing.tracer()
                .spanBuilder("create " + topic.name())
                .setParent(Context.root().with(Span.wrap(cause)))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic.name())
                .setAttribute("messaging.operation.type", "create")
                .setAttribute("tresen.event.key", key.toString());
        SpanContext from = Span.current().getSpanContext();
        Span span = (from.isValid() ? builder.addLink(from) : builder).startSpan();
        try (Scope current = span.makeCurrent()) {
            writing.run();
        } catch (RuntimeException | Error e) {
            Tracing.failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }
}
