package io.tresen.messaging.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The span of a REST request: its method, its route as the resource writes it ({@code /payments/v1/pay/{token}}) and its
 * status. Each request begins a trace of its own: whether it is kept is not for a stranger to say, so a {@code traceparent}
 * that comes along becomes a link.
 */
public class RequestSpans {

    private static final String OPEN = "io.tresen.span";
    private static final int FIRST = Priorities.AUTHENTICATION - 500;

    private record Open(Span span, Scope scope) {}

    private final Tracing tracing;
    private final Map<Method, String> routes = new ConcurrentHashMap<>();

    RequestSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @ServerRequestFilter(priority = FIRST)
    public void begin(ContainerRequestContext request, ResourceInfo resource) {
        if (!tracing.on() || resource == null || resource.getResourceMethod() == null) {
            return;
        }
        String route = routes.computeIfAbsent(
                resource.getResourceMethod(), method -> route(resource.getResourceClass(), method));
        SpanBuilder builder = tracing.tracer()
                .spanBuilder(request.getMethod() + ' ' + route)
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.getMethod())
                .setAttribute("http.route", route);
        String caller = request.getHeaderString("traceparent");
        SpanContext from = caller == null ? SpanContext.getInvalid() : Tracing.place(caller);
        Span span = (from.isValid() ? builder.addLink(from) : builder).startSpan();
        request.setProperty(OPEN, new Open(span, span.makeCurrent()));
    }

    /** Last of all, whatever the answer. */
    @ServerResponseFilter(priority = Integer.MIN_VALUE)
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(OPEN) instanceof Open open) {
            open.span().setAttribute("http.response.status_code", response.getStatus());
            if (response.getStatus() >= 500) {
                open.span().setStatus(StatusCode.ERROR);
            }
            open.scope().close();
            open.span().end();
        }
    }

    static String route(Class<?> resource, Method method) {
        return ("/" + path(resource) + "/" + path(method)).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    }

    private static String path(AnnotatedElement element) {
        Path path = element == null ? null : element.getAnnotation(Path.class);
        if (path == null && element instanceof Class<?> type && type.getSuperclass() != null) {
            return path(type.getSuperclass());
        }
        return path == null ? "" : path.value();
    }
}
