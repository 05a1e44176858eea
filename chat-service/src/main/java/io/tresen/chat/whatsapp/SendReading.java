package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.Products;
import io.tresen.chat.SealedLinks;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.Product;
import io.tresen.chat.whatsapp.SendLanes.Task;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what is known of a message whose turn it is, and has it rendered. */
@ApplicationScoped
public class SendReading {

    /** An address is asked for while the shop may answer what is given. */
    private static final Duration WINDOW = Duration.ofHours(24);

    /** Meta fetches a file at once; a retry may come later. */
    private static final Duration FILE = Duration.ofDays(2);

    private final Database database;
    private final WhatsAppNumbers numbers;
    private final Businesses businesses;
    private final Contacts contacts;
    private final Products products;
    private final MetaIds ids;
    private final SealedLinks links;
    private final ObjectMapper mapper;
    private final String origin;

    SendReading(
            Database database,
            WhatsAppNumbers numbers,
            Businesses businesses,
            Contacts contacts,
            Products products,
            MetaIds ids,
            SealedLinks links,
            ObjectMapper mapper,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.database = database;
        this.numbers = numbers;
        this.businesses = businesses;
        this.contacts = contacts;
        this.products = products;
        this.ids = ids;
        this.links = links;
        this.mapper = mapper;
        this.origin = origin;
    }

    /** A request to Meta, and from which number. */
    record Request(WhatsAppNumber number, ObjectNode body) {}

    /** There is nothing that could be sent; the words are for the business. */
    static final class Unsendable extends RuntimeException {
        Unsendable(String details) {
            super(details, null, false, false);
        }
    }

    /** @throws Unsendable for what can't be sent now or ever */
    Request of(Task task, Instant now) {
        return database.read(tx -> read(tx, task, now));
    }

    private Request read(Tx tx, Task task, Instant now) {
        WhatsAppNumber number = numbers.find(tx, task.businessId())
                .orElseThrow(() -> new Unsendable("The business has no WhatsApp number any more"));
        Sender to = contacts.of(tx, task.businessId(), task.conversationId())
                .orElseThrow(() -> new Unsendable("The shopper has no address any more"));
        Business business = businesses.get(tx, task.businessId());
        Row row = tx.one(
                        "select m.position, m.body::text as body, c.locale, c.last_inbound_at,"
                                + " s.after_window::text as after_window from message m join conversation c"
                                + " on c.business_id = m.business_id and c.conversation_id = m.conversation_id"
                                + " left join whatsapp_send s on s.business_id = m.business_id and s.message_id = m.message_id"
                                + " where m.business_id = $1 and m.conversation_id = $2 and m.message_id = $3",
                        task.businessId(),
                        task.conversationId(),
                        task.messageId())
                .orElseThrow(() -> new Unsendable("The message is not there any more"));
        ObjectNode message = tree(said(row, now));
        SendFacts facts = new SendFacts(
                task.messageId(),
                message,
                to,
                Capabilities.of(business.country(), business.currency(), number, to),
                number.catalogId(),
                Phrases.of(business.languageOf(row.getString("locale"))),
                payment(tx, task, message, row.getLong("position")),
                answered(tx, task, message),
                products(tx, task, message),
                links.addressPage(
                        task.businessId(),
                        business.handle(),
                        task.conversationId(),
                        task.messageId(),
                        Instant.now().plus(openFor(row, now))),
                id -> links.file(task.businessId(), id, Instant.now().plus(FILE)),
                origin,
                now);
        return new Request(number, Rendering.request(facts));
    }

    /**
     * The message as it was said; a notice that waited until the 24 hours are over, or are before Meta has answered, as its template:
     * Meta takes nothing else then. In the conversation it stays as it was said.
     */
    private static String said(Row row, Instant now) {
        String template = row.getString("after_window");
        boolean closed = openFor(row, now).compareTo(GraphCalls.LIMIT) <= 0;
        return closed && template != null ? template : row.getString("body");
    }

    /** What is left of the shopper's 24 hours. */
    private static Duration openFor(Row row, Instant now) {
        OffsetDateTime wrote = row.getOffsetDateTime("last_inbound_at");
        Duration left = wrote == null
                ? Duration.ZERO
                : Duration.between(now, wrote.toInstant().plus(WINDOW));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private String answered(Tx tx, Task task, ObjectNode message) {
        boolean reacts = message.path("type").asText().equals("reaction");
        String ours =
                message.path(reacts ? "reaction" : "context").path("message_id").asText("");
        String metas =
                ours.isEmpty() ? null : ids.metas(tx, task.businessId(), ours).orElse(null);
        if (reacts && metas == null) {
            throw new Unsendable("The message that this reacts to is not known to WhatsApp");
        }
        return metas;
    }

    /** How often this order's money was asked for in the conversation, this time included. */
    private static int payment(Tx tx, Task task, ObjectNode message, long position) {
        JsonNode interactive = message.path("interactive");
        if (!interactive.path("type").asText().equals("order_details")) {
            return 1;
        }
        return tx.one(
                        "select count(*) as n from message where business_id = $1 and conversation_id = $2"
                                + " and position <= $3 and direction = 'outbound'"
                                + " and body -> 'interactive' ->> 'type' = 'order_details'"
                                + " and body #>> '{interactive,action,parameters,reference_id}' = $4",
                        task.businessId(),
                        task.conversationId(),
                        position,
                        interactive.at("/action/parameters/reference_id").asText())
                .orElseThrow()
                .getInteger("n");
    }

    private Map<String, Product> products(Tx tx, Task task, ObjectNode message) {
        Map<String, Product> found = new HashMap<>();
        JsonNode action = message.path("interactive").path("action");
        add(tx, task, found, action.path("product_retailer_id"));
        add(tx, task, found, action.path("parameters").path("thumbnail_product_retailer_id"));
        for (JsonNode section : action.path("sections")) {
            for (JsonNode item : section.path("product_items")) {
                add(tx, task, found, item.path("product_retailer_id"));
            }
        }
        return found;
    }

    private void add(Tx tx, Task task, Map<String, Product> found, JsonNode retailerId) {
        if (retailerId.isTextual()) {
            products.find(tx, task.businessId(), retailerId.asText())
                    .filter(Product::visible)
                    .ifPresent(it -> found.put(it.retailerId(), it));
        }
    }

    private ObjectNode tree(String body) {
        try {
            return (ObjectNode) mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored message is no JSON", e);
        }
    }
}
