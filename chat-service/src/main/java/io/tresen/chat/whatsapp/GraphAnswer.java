package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/**
 * Reads Meta's answer to a request to send. Clients go by the code, not by the status. Sources: "Cloud API: error codes",
 * "Graph API: handling errors", both at developers.facebook.com.
 */
final class GraphAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Worth repeating for this shopper: Meta's own trouble, and the pair's rate. */
    private static final Set<Integer> LATER = Set.of(
            1, // unknown, temporary
            2, // service temporarily unavailable
            131000, // something went wrong
            131016, // service unavailable
            131056); // pair rate limit

    /** Worth repeating, and nothing of this number goes meanwhile. */
    private static final Set<Integer> NUMBER_LATER = Set.of(
            0, // authentication failed
            4, // too many calls of the app
            190, // access token expired: until the business puts another
            80007, // rate limit of the business account
            130429, // throughput
            131057, // the number is in maintenance
            133004); // server temporarily unavailable

    private GraphAnswer() {}

    static SendOutcome read(int status, byte[] body) {
        JsonNode answer = tree(body);
        if (status >= 200 && status < 300) {
            String id = answer.path("messages").path(0).path("id").asText("");
            return id.isEmpty() ? new SendOutcome.Silence("no-id") : new SendOutcome.Taken(id);
        }
        JsonNode error = answer.path("error");
        if (!error.path("code").isInt()) {
            // something between us and Meta answered, and a gateway may have passed the request on
            return status == 429 ? new SendOutcome.Later(true, "429") : new SendOutcome.Silence("http-" + status);
        }
        int code = error.path("code").intValue();
        if (NUMBER_LATER.contains(code)) {
            return new SendOutcome.Later(true, Integer.toString(code));
        }
        if (LATER.contains(code)) {
            return new SendOutcome.Later(false, Integer.toString(code));
        }
        return new SendOutcome.Refused(errors(error));
    }

    /** As a status carries it: code, title, message and details; not the trace, which is for Meta's support. */
    private static ArrayNode errors(JsonNode error) {
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        ObjectNode one = errors.addObject().put("code", error.path("code").intValue());
        String message = error.path("message").asText("");
        one.put("title", message).put("message", message);
        String details = error.path("error_data").path("details").asText("");
        if (!details.isEmpty()) {
            one.putObject("error_data").put("details", details);
        }
        return (ArrayNode) SoundJson.of(errors);
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
