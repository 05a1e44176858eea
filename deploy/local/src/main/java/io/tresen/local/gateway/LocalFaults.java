package io.tresen.local.gateway;

import io.tresen.local.sandbox.Fault;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

/** {@code POST /local/faults {provider}}: switches the payment sandbox's faults. */
final class LocalFaults {

    private final HttpClient client;
    private final int sandboxPort;

    LocalFaults(HttpClient client, int sandboxPort) {
        this.client = client;
        this.sandboxPort = sandboxPort;
    }

    void switchTo(HttpServerRequest request, JsonObject body) {
        if (!(body.getValue("provider") instanceof String word)) {
            Problem.UNREADABLE.answer(request.response(), "provider is the name of a fault");
            return;
        }
        if (Fault.of(word).isEmpty()) {
            Problem.FIELDS.answer(request.response(), "provider names no fault: " + word);
            return;
        }
        RequestOptions target = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(sandboxPort)
                .setMethod(HttpMethod.PUT)
                .setURI("/sandbox/faults")
                .setIdleTimeout(5_000);
        client.request(target)
                .compose(out -> out.send(new JsonObject().put("provider", word).toBuffer()))
                .compose(answer -> answer.body())
                .onSuccess(now -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(now))
                .onFailure(away -> Problem.UNAVAILABLE.answer(request.response(), "The payment sandbox is away"));
    }
}
