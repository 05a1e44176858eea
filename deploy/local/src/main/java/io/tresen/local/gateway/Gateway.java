package io.tresen.local.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The gateway as one verticle: decides who serves a request, and hands it over. */
public final class Gateway extends AbstractVerticle {

    private static final int LOCAL_BODY_LIMIT = 1 << 16;
    /** Where somebody wants to go who only knows the origin. */
    private static final String CONSOLE = "/chat/console";

    private final GatewaySettings settings;
    private final Map<String, Upstream> upstreams = new HashMap<>();
    private final DemoPictures pictures = new DemoPictures();
    private final LocalPhones phones = new LocalPhones();
    private final Tunnel tunnel = new Tunnel();
    private LocalClock clock;
    private LocalFaults faults;
    private HttpServer server;

    public Gateway(GatewaySettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(Promise<Void> started) {
        // Many slow answers (long waits, imports) may be under way at once; none may queue for a connection.
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(1024)
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false));
        settings.replicas().forEach((service, ports) -> upstreams.put(service, new Upstream(client, ports)));
        List<Integer> servicePorts =
                settings.replicas().values().stream().flatMap(List::stream).toList();
        clock = new LocalClock(vertx, client, servicePorts, new ClockFile(settings.clockFile()));
        faults = new LocalFaults(client, settings.sandboxPort());
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(settings.port())
                // HTTP/1.1 alone: an upgrade to 2 on plain text would lose the Host header and the WebSockets
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(32 << 10)
                .setMaxInitialLineLength(16 << 10));
        server.requestHandler(this::handle);
        server.invalidRequestHandler(
                request -> Problem.of(request.decoderResult().cause()).answer(request.response(), null));
        server.listen().<Void>mapEmpty().onComplete(started);
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        String path = Routes.path(request.uri());
        Optional<Upstream> upstream = Routes.serviceOf(request.uri()).map(upstreams::get);
        if (upstream.isPresent() && Tunnel.isWanted(request)) {
            tunnel.open(request, upstream.get());
        } else if (upstream.isPresent()) {
            new Exchange(vertx, request).with(upstream.get());
        } else if (path.equals("/") && request.method().name().equals("GET")) {
            request.response().setStatusCode(302).putHeader("Location", CONSOLE).end();
        } else if (path.equals("/local/clock") && request.method().name().equals("GET")) {
            clock.show(request);
        } else if (path.equals("/local/clock")) {
            local(request, clock::advance);
        } else if (path.equals("/local/faults")) {
            local(request, faults::switchTo);
        } else if (path.equals("/local/phones") && request.method().name().equals("GET")) {
            phones.show(request);
        } else if (path.equals("/local/phones")) {
            local(request, phones::take);
        } else if (pictures.owns(path)) {
            pictures.serve(request, path);
        } else {
            Problem.NOT_FOUND.answer(request.response(), null);
        }
    }

    private static void local(HttpServerRequest request, BiConsumer<HttpServerRequest, JsonObject> command) {
        if (!request.method().name().equals("POST")) {
            request.response().putHeader("Allow", "POST");
            Problem.METHOD.answer(request.response(), null);
            return;
        }
        request.body().onSuccess(body -> {
            if (body.length() > LOCAL_BODY_LIMIT) {
                Problem.TOO_LARGE.answer(request.response(), null);
                return;
            }
            try {
                command.accept(request, body.toJsonObject());
            } catch (DecodeException | ClassCastException unreadable) {
                Problem.UNREADABLE.answer(request.response(), "The body is a JSON object");
            }
        });
    }
}
