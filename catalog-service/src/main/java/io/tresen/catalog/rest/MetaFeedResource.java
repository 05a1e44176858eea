package io.tresen.catalog.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tresen.catalog.Businesses;
import io.tresen.catalog.Businesses.Sign;
import io.tresen.catalog.CatalogRejection;
import io.tresen.catalog.FeedKeys;
import io.tresen.catalog.MetaFeed;
import io.tresen.catalog.Product;
import io.tresen.catalog.ProductLists;
import io.tresen.catalog.ProductQuery;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.rest.Waiting;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * What feeds a business's catalog at Meta: its visible products, by the business's token or by the key of the secret address at
 * which Meta fetches by schedule (ADR 11). The file is written whole before the first byte is sent: Meta takes what is missing
 * from a feed for gone.
 */
@Path("/catalog/v1/exports/meta-feed")
@Public
public class MetaFeedResource {

    private static final int AT_A_TIME = 500;

    private final Database database;
    private final ProductLists lists;
    private final Businesses businesses;
    private final FeedKeys keys;
    private final Waiting waiting;
    private final Caller caller;
    private final BusinessClock clock;
    private final String origin;
    private final String chatUrl;

    MetaFeedResource(
            Database database,
            ProductLists lists,
            Businesses businesses,
            FeedKeys keys,
            Waiting waiting,
            Caller caller,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.origin") String origin,
            @ConfigProperty(name = "tresen.chat-url") String chatUrl) {
        this.database = database;
        this.lists = lists;
        this.businesses = businesses;
        this.keys = keys;
        this.waiting = waiting;
        this.caller = caller;
        this.clock = clock;
        this.origin = origin;
        this.chatUrl = chatUrl;
    }

    @GET
    @Operation(summary = "The visible products as Meta's catalog feed (CSV), by the business's token or the feed's key")
    @APIResponse(
            responseCode = "200",
            description = "text/csv: id, title, description, availability, condition, price …")
    @APIResponse(responseCode = "401", description = "Neither a business's token nor a key")
    @APIResponse(responseCode = "404", description = "not-found: nobody has this key (any more)")
    @APIResponse(responseCode = "409", description = "business-not-known-yet")
    public Response feed(@QueryParam("key") String key) {
        UUID businessId = key == null ? ofToken() : ofKey(key);
        Sign sign = waiting.untilKnown(
                () -> database.read(tx -> businesses.sign(tx, businessId))
                        .orElseThrow(() -> new CatalogRejection.BusinessNotKnownYet().exception()),
                refusal -> refusal.is(new CatalogRejection.BusinessNotKnownYet().code()));
        try {
            java.nio.file.Path file = Files.createTempFile("tresen-feed", ".csv");
            try {
                write(file, businessId, sign);
                long bytes = Files.size(file); // the name is gone once it is opened so
                return Response.ok(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE))
                        .type("text/csv; charset=utf-8")
                        .header("Content-Length", bytes)
                        .header("Content-Disposition", "attachment; filename=\"meta-feed.csv\"")
                        .header("Cache-Control", "private, no-store")
                        .build();
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UUID ofToken() {
        return caller.known()
                .filter(token -> token.role() == Role.BUSINESS)
                .map(Token::businessId)
                .orElseThrow(() -> caller.known().isPresent()
                        ? Problem.standard(403).exception()
                        : Problem.unauthorized(false, null).exception());
    }

    private UUID ofKey(String key) {
        return database.read(tx -> keys.business(tx, FeedKey.hash(key)))
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private void write(java.nio.file.Path file, UUID businessId, Sign sign) throws IOException {
        Instant now = clock.now();
        String chat = chatUrl.replace("{handle}", sign.handle());
        ProductQuery visible = new ProductQuery(null, null, null, null, null, true, now);
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord(MetaFeed.COLUMNS);
            ProductLists.After after = new ProductLists.After(0, false);
            List<Product> page;
            do {
                ProductLists.After behind = after;
                page = database.read(tx -> lists.page(tx, businessId, visible, behind, AT_A_TIME))
                        .products();
                for (Product product : page) {
                    csv.writeRecord(MetaFeed.row(product, sign, origin, chat, now));
                    after = new ProductLists.After(product.position(), false);
                }
            } while (page.size() == AT_A_TIME);
        }
    }
}
