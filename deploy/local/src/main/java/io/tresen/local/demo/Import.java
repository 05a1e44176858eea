package io.tresen.local.demo;

import io.tresen.local.LaunchFailure;
import io.tresen.local.Poll;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Imports a file into the shop and tells how it goes. */
public final class Import {

    private static final Duration WITHIN = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int PROBLEMS_SHOWN = 100;

    private final DemoShop shop;
    private final Consumer<String> say;

    public Import(DemoShop shop, Consumer<String> say) {
        this.shop = shop;
        this.say = say;
    }

    /** Somebody's export. @throws LaunchFailure when the file as a whole can't be read */
    public void file(Path file, String format) {
        try {
            run(file.getFileName().toString(), format, BodyPublishers.ofFile(file));
        } catch (FileNotFoundException gone) {
            throw new LaunchFailure("The file " + file + " can't be read.", gone);
        }
    }

    /** The demo's own goods. */
    public void demo() {
        run("the demo's goods", "tresen-csv", BodyPublishers.ofByteArray(shop.goods()));
    }

    private void run(String name, String format, BodyPublisher body) {
        Api api = shop.api();
        String location = api.post("/catalog/v1/imports?format=" + format, body, contentType(format))
                .expect(202)
                .location()
                .orElseThrow(() -> new LaunchFailure("The import was taken, but its answer has no Location."));
        AtomicReference<JsonObject> report = new AtomicReference<>(new JsonObject());
        boolean ended = Poll.until(WITHIN, PAUSE, () -> {
            JsonObject now = api.get(location).expect(200).body();
            boolean running = "running".equals(now.getString("state"));
            int rows = now.getInteger("rows", 0);
            if (running && rows > report.get().getInteger("rows", 0)) {
                say.accept("Importing " + name + ": " + rows + " rows …");
            }
            report.set(now);
            return !running;
        });
        if (!ended) {
            throw new LaunchFailure(
                    "The import of " + name + " did not end within " + WITHIN.toMinutes() + " minutes.");
        }
        tell(name, format, report.get());
    }

    private static String contentType(String format) {
        return format.endsWith("xml") ? "application/xml" : "text/csv";
    }

    private void tell(String name, String format, JsonObject report) {
        JsonArray problems = report.getJsonArray("problems", new JsonArray());
        if ("failed".equals(report.getString("state"))) {
            throw new LaunchFailure("The import of " + name + " as " + format + " failed: " + problems.encode());
        }
        say.accept(String.format(
                "Imported %s (%s): %d rows, %d created, %d updated, %d unchanged, %d skipped, %d rejected",
                name,
                format,
                report.getInteger("rows"),
                report.getInteger("created"),
                report.getInteger("updated"),
                report.getInteger("unchanged"),
                report.getInteger("skipped"),
                report.getInteger("rejected")));
        for (int i = 0; i < Math.min(problems.size(), PROBLEMS_SHOWN); i++) {
            JsonObject problem = problems.getJsonObject(i);
            say.accept("  line " + problem.getInteger("line") + "  " + problem.getString("retailer_id", "-") + "  "
                    + problem.getString("code") + ": " + problem.getString("detail"));
        }
        if (problems.size() > PROBLEMS_SHOWN) {
            say.accept("  … and " + (problems.size() - PROBLEMS_SHOWN) + " more at " + shop.origin()
                    + "/catalog/v1/imports");
        }
    }
}
