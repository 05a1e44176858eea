package io.tresen.chat;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reactions and places that shoppers send. */
@QuarkusTest
class ReactionsIT extends OnEngines {

    private static String reaction(String id, String emoji) {
        return "{\"type\": \"reaction\", \"reaction\": {\"message_id\": \"" + id + "\"" + emoji + "}}";
    }

    @Test
    void aReactionToAMessageIsKeptAndTakenBackAndNobodyAnswersIt() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        String menu = ada.last().path("id").asText();
        int before = ada.history().size();
        ada.post(reaction(menu, ", \"emoji\": \"👍🏽\"")).then().statusCode(201);
        assertEquals("👍🏽", ada.last().at("/message/reaction/emoji").asText());
        ada.post(reaction(menu, "")).then().statusCode(201);
        assertEquals("", ada.last().at("/message/reaction/emoji").asText());
        assertEquals(before + 2, ada.history().size());
        for (String emoji : new String[] {"x", "👍👍", "<b>"}) {
            ada.post(reaction(menu, ", \"emoji\": \"" + emoji + "\""))
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/reaction/emoji"));
        }
        ada.post(reaction("wamid.none", ", \"emoji\": \"👍\""))
                .then()
                .statusCode(422)
                .body("type", endsWith("/unknown-message"));
        Talker bob = shop.shopper().says("hello");
        bob.post(reaction(menu, ", \"emoji\": \"👍\"")).then().statusCode(422);
        ada.post("{\"type\": \"reaction\"}").then().statusCode(422);
        ada.post("{\"type\": \"reaction\", \"reaction\": {\"message_id\": 7}}")
                .then()
                .statusCode(400);
    }

    @Test
    void aPlaceIsKeptAsNumbersAndAPersonIsOffered() {
        Talker ada = Api.register("en").shopper().says("hello");
        ada.post("{\"type\": \"location\", \"location\": {\"latitude\": 50.9413, \"longitude\": 6.9583, \"name\":"
                        + " \"Dom\", \"address\": \"Köln\", \"url\": \"javascript:x\"}}")
                .then()
                .statusCode(201);
        JsonNode sent = ada.history().get(ada.history().size() - 2).path("message");
        assertEquals(50.9413, sent.at("/location/latitude").doubleValue());
        assertEquals("Dom", sent.at("/location/name").asText());
        assertTrue(sent.at("/location/url").isMissingNode());
        assertTrue(ada.last().toString().contains("\"human\""), ada.text());
    }

    @ParameterizedTest
    @CsvSource({
        "90.0001, 0, latitude",
        "-91, 0, latitude",
        "1E+30, 0, latitude",
        "0, 180.1, longitude",
        "0, null, longitude"
    })
    void aPlaceOutsideTheWorldIsNamed(String latitude, String longitude, String field) {
        Api.register("en")
                .shopper()
                .post("{\"type\": \"location\", \"location\": {\"latitude\": " + latitude + ", \"longitude\": "
                        + longitude + "}}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/location/" + field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-300", "-0.0", "0.000000000000000000000000000001", "0E-999999999"})
    void anAbsurdlyWrittenNumberIsTakenForWhatItIs(String latitude) {
        Talker ada = Api.register("en").shopper();
        ada.post("{\"type\": \"location\", \"location\": {\"latitude\": " + latitude + ", \"longitude\": 1}}")
                .then()
                .statusCode(201);
    }

    @Test
    void aWrongTypeIsUnreadable() {
        Talker ada = Api.register("en").shopper();
        ada.post("{\"type\": \"location\", \"location\": {\"latitude\": \"1\", \"longitude\": 1}}")
                .then()
                .statusCode(400);
    }
}
