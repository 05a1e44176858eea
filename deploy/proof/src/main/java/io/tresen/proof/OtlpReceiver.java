package io.tresen.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** A place where spans go: a real OTLP/HTTP receiver on loopback. It keeps what comes while somebody asked it to. */
public final class OtlpReceiver implements AutoCloseable {

    /**
     * A span as it came.
     *
     * @param parent empty for the first of its trace
     * @param links ids of the spans of other traces that it is linked with
     * @param said its name and all that it says: attributes, events, links' attributes, status
     */
    public record Span(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            Map<String, String> attributes,
            List<String> links,
            String said) {}

    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private volatile boolean keeping;

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    public static OtlpReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            OtlpReceiver receiver = new OtlpReceiver(server);
            server.createContext("/v1/traces", receiver::take);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on. */
    public void keep() {
        keeping = true;
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            List<ResourceSpans> sent = ExportTraceServiceRequest.parseFrom(body).getResourceSpansList();
            if (keeping) {
                sent.forEach(this::keep);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1); // an empty message: all taken
        } finally {
            exchange.close();
        }
    }

    private void keep(ResourceSpans of) {
        String service = attributes(of.getResource().getAttributesList()).get("service.name");
        of.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Span(
                        service,
                        HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                        HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                        HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                        span.getName(),
                        attributes(span.getAttributesList()),
                        span.getLinksList().stream()
                                .map(link -> HexFormat.of()
                                        .formatHex(link.getSpanId().toByteArray()))
                                .toList(),
                        span.toString()))
                .forEach(spans::add);
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        Map<String, String> attributes = new TreeMap<>();
        list.forEach(one -> attributes.put(
                one.getKey(),
                one.getValue().hasIntValue()
                        ? Long.toString(one.getValue().getIntValue())
                        : one.getValue().getStringValue()));
        return attributes;
    }

    /** Lets go of what it kept, and keeps nothing more; what is sent is still taken. */
    @Override
    public void close() {
        keeping = false;
        spans.clear();
    }
}
