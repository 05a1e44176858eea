package io.tresen.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** The replicas of one service. They take turns; one that does not take the connection is passed over. */
final class Upstream {

    private final HttpClient client;
    private final List<Integer> ports;
    private int turn;

    Upstream(HttpClient client, List<Integer> ports) {
        this.client = client;
        this.ports = ports;
    }

    /**
     * A request on a connection that stands, nothing of it sent yet. Trying the next replica is safe only here: once a
     * byte of the request is out, the service may have acted on it.
     */
    Future<HttpClientRequest> connect(HttpMethod method, String target) {
        turn = (turn + 1) % ports.size();
        return connect(method, target, turn, 1);
    }

    private Future<HttpClientRequest> connect(HttpMethod method, String target, int index, int tries) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(ports.get(index))
                .setMethod(method)
                .setURI(target);
        return client.request(options)
                .recover(away -> tries < ports.size()
                        ? connect(method, target, (index + 1) % ports.size(), tries + 1)
                        : Future.failedFuture(away));
    }
}
