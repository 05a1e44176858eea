package io.tresen.benchmarks.reference;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What reads of the catalog and accepted messages are compared with: bare Vert.x and its PostgreSQL client, on the event loop, without tokens, rules or
 * problem documents. It runs on the jars of catalog-service, version for version, takes the SQL from that service's own
 * classes, and answers with the same fields.
 *
 * <p>{@code GET /product/<business>/<product>}, {@code GET /page/<business>/<position>/<limit>}, and {@code POST /message},
 * which inserts the body.
 */
public final class ReferenceServer extends AbstractVerticle {

    private final int port;
    private final PgPool pool;
    private final String product;
    private final String page;

    private ReferenceServer(int port, PgPool pool, String product, String page) {
        this.port = port;
        this.pool = pool;
        this.product = product;
        this.page = page;
    }

    /** Its port, the database's port, how many connections it may have, the database and its user. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        int port = Integer.parseInt(arguments[0]);
        PgConnectOptions database = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(arguments[1]))
                .setDatabase(arguments[3])
                .setUser(arguments[4])
                .setPassword(arguments[4])
                .setCachePreparedStatements(true);
        int eventLoops = eventLoops();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops));
        PgPool pool = PgPool.pool(vertx, database, new PoolOptions().setMaxSize(Integer.parseInt(arguments[2])));
        String product = text("io.tresen.catalog.Products", "READ");
        String page = "select " + text("io.tresen.catalog.ProductRows", "COLUMNS")
                + text("io.tresen.catalog.ProductLists", "FILTER")
                + " and p.position > $8 order by p.position limit $9";
        vertx.deployVerticle(
                        () -> new ReferenceServer(port, pool, product, page),
                        new DeploymentOptions().setInstances(eventLoops))
                .onComplete(done -> System.out.println(done.succeeded() ? "ready" : "failed " + done.cause()));
    }

    /** As many as a service has: Quarkus's rule (VertxCoreRecorder.calculateDefaultIOThreads), one for each core. */
    private static int eventLoops() {
        long memoryMb = Runtime.getRuntime().maxMemory() / 1_048_576;
        return (int) Math.max(2, Math.min(memoryMb / 10, Runtime.getRuntime().availableProcessors()));
    }

    private static String text(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        return (String) field.get(null);
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        String[] path = request.path().split("/");
        if (path[1].equals("message")) {
            request.body()
                    .compose(body -> pool.preparedQuery("insert into message (id, body) values ($1, $2)")
                            .execute(Tuple.of(UUID.randomUUID(), body.toString())))
                    .onSuccess(done -> {
                        request.response().setStatusCode(201);
                        end(request, new JsonObject().put("id", "wamid.x"));
                    })
                    .onFailure(broken -> fail(request, broken));
        } else if (path[1].equals("product")) {
            Tuple parameters = Tuple.from(
                    new Object[] {new UUID[] {UUID.fromString(path[2])}, new UUID[] {UUID.fromString(path[3])}});
            pool.preparedQuery(product)
                    .execute(parameters)
                    .onSuccess(rows -> end(request, json(rows.iterator().next())))
                    .onFailure(broken -> fail(request, broken));
        } else {
            int limit = Integer.parseInt(path[4]);
            Tuple parameters = Tuple.from(new Object[] {
                UUID.fromString(path[2]),
                OffsetDateTime.now(),
                false,
                null,
                null,
                null,
                null,
                Long.parseLong(path[3]),
                limit + 1L
            });
            pool.preparedQuery(page)
                    .execute(parameters)
                    .onSuccess(rows -> end(request, page(rows, limit)))
                    .onFailure(broken -> fail(request, broken));
        }
    }

    private static JsonObject page(RowSet<Row> rows, int limit) {
        JsonArray data = new JsonArray();
        String next = null;
        for (Row row : rows) {
            if (data.size() == limit) {
                break;
            }
            data.add(json(row));
            next = Long.toString(row.getLong("position"));
        }
        return new JsonObject()
                .put("data", data)
                .put("paging", new JsonObject().put("next", rows.size() > limit ? next : null));
    }

    private static JsonObject json(Row row) {
        String currency = row.getString("currency");
        JsonObject price = money(row.getLong("price_minor"), currency);
        boolean counted = row.getBoolean("counted");
        return new JsonObject()
                .put("product_id", row.getUUID("product_id").toString())
                .put("retailer_id", row.getString("retailer_id"))
                .put("title", row.getString("title"))
                .put("description", row.getString("description"))
                .put("price", price)
                .put(
                        "sale_price",
                        row.getLong("sale_price_minor") == null
                                ? null
                                : money(row.getLong("sale_price_minor"), currency))
                .put("sale_price_from", time(row.getOffsetDateTime("sale_price_from")))
                .put("sale_price_to", time(row.getOffsetDateTime("sale_price_to")))
                .put("current_price", price)
                .put("brand", row.getString("brand"))
                .put("category", row.getString("category"))
                .put("item_group_id", row.getString("item_group_id"))
                .put("attributes", row.getValue("attributes"))
                .put("kind", row.getString("kind"))
                .put("visibility", row.getString("visibility"))
                .put("image_url", row.getString("image_url"))
                .put("tax_class", row.getString("tax_class"))
                .put("stock", counted ? row.getLong("on_hand") : null)
                .put("available", counted ? row.getLong("on_hand") - row.getLong("reserved") : null)
                .put("version", row.getLong("version"))
                .put("changed_at", time(row.getOffsetDateTime("changed_at")));
    }

    private static JsonObject money(Long minor, String currency) {
        return new JsonObject().put("amount_minor", minor).put("currency", currency);
    }

    private static String time(OffsetDateTime time) {
        return time == null ? null : time.toInstant().toString();
    }

    private static void end(HttpServerRequest request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    private static void fail(HttpServerRequest request, Throwable broken) {
        broken.printStackTrace();
        request.response().setStatusCode(500).end();
    }
}
