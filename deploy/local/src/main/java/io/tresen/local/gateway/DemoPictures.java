package io.tresen.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /demo/<name>.svg}: the demo shop's pictures, out of this program's own resources. */
final class DemoPictures {

    private static final Pattern PICTURE = Pattern.compile("/demo/([a-z0-9-]+\\.svg)");

    boolean owns(String path) {
        return path.startsWith("/demo/");
    }

    void serve(HttpServerRequest request, String path) {
        byte[] picture = read(path);
        if (picture == null) {
            Problem.NOT_FOUND.answer(request.response(), null);
            return;
        }
        request.response()
                .putHeader("Content-Type", "image/svg+xml")
                .putHeader("Cache-Control", "public, max-age=3600")
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .end(Buffer.buffer(picture));
    }

    private static byte[] read(String path) {
        Matcher name = PICTURE.matcher(path);
        if (!name.matches()) {
            return null;
        }
        try (InputStream in = DemoPictures.class.getResourceAsStream("/io/tresen/local/demo/" + name.group(1))) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            return null;
        }
    }
}
