package io.tresen.messaging.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where spans are begun, and what becomes of {@code traceparent} (W3C Trace Context). */
@Singleton
public class Tracing {

    private static final String HEADER = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> ALONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return Collections.singleton(HEADER);
        }

        @Override
        public String get(String traceparent, String name) {
            return HEADER.equalsIgnoreCase(name) ? traceparent : null;
        }
    };

    private final Tracer tracer;
    private final boolean on;

    @Inject
    public Tracing(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        this.tracer = telemetry.getTracer("io.tresen");
        this.on = !disabled;
    }

    /** False when spans go nowhere: then none is begun, and {@code traceparent} is passed on as it came. */
    public boolean on() {
        return on;
    }

    Tracer tracer() {
        return tracer;
    }

    /** What an event written now carries; null outside of any span. */
    public String current() {
        return on ? traceparent(Span.current().getSpanContext()) : null;
    }

    /** Null for a context that is none. */
    static String traceparent(SpanContext context) {
        if (!context.isValid()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(Span.wrap(context)), headers, Map::put);
        return headers.get(HEADER);
    }

    /** The place that a {@code traceparent} names; an invalid one for null and for what is none. */
    static SpanContext place(String traceparent) {
        return Span.fromContext(W3C.extract(Context.root(), traceparent, ALONE)).getSpanContext();
    }

    /** The kind of the failure alone: a message may hold what the request or the event held. */
    static void failed(Span span, Throwable why) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", why.getClass().getSimpleName());
    }
}
