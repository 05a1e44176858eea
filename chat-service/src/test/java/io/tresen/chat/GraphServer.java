package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.NoticeTemplates;
import io.tresen.chat.message.Content;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.MetaFile;
import io.tresen.chat.message.Request;
import io.tresen.chat.message.RequestReading;
import io.tresen.chat.message.Template;
import io.tresen.chat.message.TemplateCreation;
import io.tresen.chat.message.TemplateRules;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import io.tresen.messaging.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Meta's side, built from Meta's file as the committed overlay patches it: it refuses what the file refuses, with Meta's error
 * object, and what Meta's pages refuse beyond it (each named where it is checked). Switches make it slow, full or silent.
 */
final class GraphServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Page "Address messages": the fields of the one country that has them. */
    private static final Set<String> INDIAS_FIELDS = Set.of(
            "name",
            "phone_number",
            "in_pin_code",
            "house_number",
            "floor_number",
            "tower_number",
            "building_name",
            "address",
            "landmark_area",
            "city",
            "state");

    private static final List<Template> TEMPLATES = NoticeTemplates.all("https://shop.example");

    /** A number at Meta. @param catalogId linked to it, or null; @param payments may send order_details */
    record Number(String id, String accessToken, String catalogId, boolean payments) {}

    /** A message that was taken. */
    record Taken(String phoneNumberId, String metaId, JsonNode body, long at) {}

    private final Optional<MetaFile> file = MetaFile.load();
    private final TestReceiver receiver;
    private final Map<String, Number> numbers = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<JsonNode> marks = new CopyOnWriteArrayList<>();
    private final List<JsonNode> refused = new CopyOnWriteArrayList<>();
    private final Set<String> references = ConcurrentHashMap.newKeySet();
    private volatile Function<JsonNode, Answer> trouble = body -> null;
    private volatile Function<JsonNode, String> ids =
            body -> "wamid.META" + UUID.randomUUID().toString().replace("-", "");

    private GraphServer(TestReceiver receiver) {
        this.receiver = receiver.answering(this::answer);
    }

    static GraphServer start(String url) {
        return new GraphServer(TestReceiver.start(URI.create(url).getPort()));
    }

    GraphServer with(Number number) {
        numbers.put(number.id(), number);
        return this;
    }

    /** Asked before each message is looked at; an answer that is not null is given in its place. */
    GraphServer troubled(Function<JsonNode, Answer> rule) {
        trouble = rule;
        return this;
    }

    GraphServer numbering(Function<JsonNode, String> rule) {
        ids = rule;
        return this;
    }

    /** What was taken for a shopper, in order. */
    List<Taken> to(String address) {
        return taken.stream()
                .filter(it -> it.body()
                        .path("to")
                        .asText(it.body().path("recipient").asText())
                        .equals(address))
                .toList();
    }

    /** Messages that were marked as read. */
    List<JsonNode> marks() {
        return marks;
    }

    List<JsonNode> refused() {
        return refused;
    }

    /** Takes a message without a word: what Meta does when its answer gets lost. */
    Answer takenInSilence(JsonNode body, String metaId) {
        taken.add(new Taken("", metaId, body, System.nanoTime()));
        return Answer.never();
    }

    static Answer error(int status, int code, String message) {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error")
                .put("message", "(#" + code + ") " + message)
                .put("type", "OAuthException")
                .put("code", code)
                .put("fbtrace_id", "trace")
                .putObject("error_data")
                .put("messaging_product", "whatsapp")
                .put("details", message);
        return Answer.of(status, error.toString());
    }

    private Answer answer(Call call) {
        String[] path = URI.create(call.target()).getPath().split("/");
        Number number = path.length < 3 ? null : numbers.get(path[2]);
        String token = call.headers().getOrDefault("Authorization", "");
        if (number == null || !token.equals("Bearer " + number.accessToken())) {
            return error(401, 190, "Invalid OAuth access token");
        }
        if (call.method().equals("GET") && path.length == 3) {
            return Answer.of(
                    200,
                    "{\"id\": \"" + number.id() + "\", \"display_phone_number\": \"+49 160 " + number.id() + "\"}");
        }
        if (!call.method().equals("POST") || path.length != 4 || !path[3].equals("messages")) {
            return error(404, 2500, "Unknown path components");
        }
        JsonNode body = tree(call.body());
        Answer told = trouble.apply(body);
        if (told != null) {
            return told;
        }
        String fault = fault(number, body);
        if (!fault.isEmpty()) {
            refused.add(body);
            System.err.println("REFUSED: " + fault + "\n" + body);
            return error(400, 131009, fault);
        }
        return accept(number, body);
    }

    private Answer accept(Number number, JsonNode body) {
        if (body.has("status")) {
            marks.add(body);
            return Answer.of(200, "{\"success\": true}");
        }
        String id = ids.apply(body);
        taken.add(new Taken(number.id(), id, body, System.nanoTime()));
        String input = body.path("to").asText(body.path("recipient").asText());
        ObjectNode answer = JSON.createObjectNode().put("messaging_product", "whatsapp");
        answer.putArray("contacts").addObject().put("input", input).put("wa_id", input);
        answer.putArray("messages").addObject().put("id", id);
        file.ifPresent(it -> {
            String fault = it.faultsOf("MessageResponsePayload", answer);
            if (!fault.isEmpty()) {
                throw new AssertionError(fault);
            }
        });
        return Answer.of(200, answer.toString());
    }

    private String fault(Number number, JsonNode body) {
        String fault = file.map(it -> it.faultsOfSend(body)).orElse("");
        if (!fault.isEmpty()) {
            return fault;
        }
        if (body.has("template")) {
            return templateFault(body);
        }
        JsonNode interactive = body.path("interactive");
        JsonNode parameters = interactive.path("action").path("parameters");
        switch (interactive.path("type").asText()) {
            case "address_message":
                return addressFault(body.path("to").asText(), parameters);
            case "order_details":
                return orderFault(number, parameters);
            case "product", "product_list", "catalog_message":
                String catalog = interactive.path("action").path("catalog_id").asText(number.catalogId());
                return number.catalogId() != null && number.catalogId().equals(catalog)
                        ? ""
                        : "no catalog is linked to this number";
            default:
                return uploads(body);
        }
    }

    /** The shop made ours as they are listed: what is sent has to fill them (132000, 132001, 132012). Others are not known here. */
    private static String templateFault(JsonNode body) {
        String name = body.path("template").path("name").asText();
        if (!name.startsWith(TemplateCreation.RESERVED)) {
            return "";
        }
        String language = body.at("/template/language/code").asText();
        ObjectNode addressed = body.deepCopy();
        addressed.put("to", "someone");
        try {
            Template made = TEMPLATES.stream()
                    .filter(it -> it.name().equals(name) && it.language().equals(language))
                    .findFirst()
                    .orElseThrow(() ->
                            MetaError.TEMPLATE_UNKNOWN.because("template.name").exception());
            TemplateRules.fill(made, (Content.Template) ((Request.Send) RequestReading.read(addressed)).content());
            return "";
        } catch (RejectedException e) {
            return e.rejection().detail();
        }
    }

    /** Page "Address messages": India alone, whose number begins with 91, and its fields alone. */
    private static String addressFault(String to, JsonNode parameters) {
        if (!parameters.path("country").asText().equals("IN") || !to.startsWith("91")) {
            return "address messages are for businesses and shoppers in India";
        }
        for (JsonNode fields : List.of(
                parameters.path("values"),
                parameters.path("validation_errors"),
                parameters.path("saved_addresses").path(0).path("value"))) {
            for (Map.Entry<String, JsonNode> field : fields.properties()) {
                if (!INDIAS_FIELDS.contains(field.getKey())) {
                    return field.getKey() + " is no field of an address in India";
                }
            }
        }
        return "";
    }

    /** Page "Payments API": where it is, a reference once, tax required, and the sum has to be right. */
    private String orderFault(Number number, JsonNode parameters) {
        JsonNode order = parameters.path("order");
        if (!number.payments()) {
            return "payments are not available for this number";
        }
        if (!references.add(number.id() + parameters.path("reference_id").asText())) {
            return "reference_id was used before";
        }
        if (!order.has("tax")) {
            return "order.tax is required";
        }
        long sum = order.path("subtotal").path("value").asLong()
                + order.path("tax").path("value").asLong()
                + order.path("shipping").path("value").asLong()
                - order.path("discount").path("value").asLong();
        return sum == parameters.path("total_amount").path("value").asLong() ? "" : "total_amount is not the sum";
    }

    /** A file's id is Meta's, and none was uploaded there. */
    private static String uploads(JsonNode body) {
        return body.path("image").has("id")
                        || body.at("/interactive/header/image").has("id")
                ? "media id is not known"
                : "";
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
