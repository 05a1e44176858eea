package io.tresen.local.gateway;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/** Lets a WebSocket through: the handshake as it came, then bytes both ways, frames untouched. */
final class Tunnel {

    static boolean isWanted(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    void open(HttpServerRequest request, Upstream upstream) {
        request.pause();
        upstream.connect(request.method(), request.uri())
                .onSuccess(out -> shakeHands(request, out))
                .onFailure(away -> unavailable(request));
    }

    private static void shakeHands(HttpServerRequest request, HttpClientRequest out) {
        HopHeaders.copy(request.headers(), out.headers());
        HopHeaders.forwarded(request).forEach(out::putHeader);
        out.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        out.exceptionHandler(lost -> {}); // told by connect, or by the sockets closing
        out.connect()
                .onSuccess(in -> {
                    if (in.statusCode() == 101) {
                        join(request, in);
                    } else {
                        refused(request, in);
                    }
                })
                .onFailure(lost -> unavailable(request));
    }

    private static void join(HttpServerRequest request, HttpClientResponse in) {
        HopHeaders.copy(in.headers(), request.response().headers());
        request.response().setStatusCode(101);
        request.response().putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        NetSocket service = in.netSocket();
        service.pause();
        request.toNetSocket()
                .onSuccess(client -> {
                    client.closeHandler(gone -> service.close());
                    service.closeHandler(gone -> client.close());
                    client.pipeTo(service);
                    service.pipeTo(client);
                })
                .onFailure(gone -> service.close());
    }

    private static void refused(HttpServerRequest request, HttpClientResponse in) {
        HopHeaders.copy(in.headers(), request.response().headers());
        request.response().setStatusCode(in.statusCode());
        if (!in.headers().contains("Content-Length")) {
            request.response().setChunked(true);
        }
        in.pipeTo(request.response());
        request.resume();
    }

    private static void unavailable(HttpServerRequest request) {
        Problem.UNAVAILABLE.answer(request.response(), null);
        request.resume();
    }
}
