package io.tresen.chat;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What opening a conversation settles and answers (INTERFACE 3 and 5). */
@QuarkusTest
class OpeningIT extends OnEngines {

    private static final String GERMAN = "Hier antwortet automatisch";
    private static final String ENGLISH = "This is the automatic assistant";

    @Test
    void theAnswerNamesTheTermsAndThatNobodyHasConsentedYet() {
        Api shop = Api.register("en");
        Response opened = shop.opening("{}");
        Talker ada = Talker.of(opened);
        opened.then().body("terms_version", equalTo("1")).body("consent_given", equalTo(false));
        ada.consenting(); // to that version
        ada.authorized()
                .body("{}")
                .post("/chat/v1/shops/" + shop.handle() + "/conversations")
                .then()
                .statusCode(201)
                .body("terms_version", equalTo("1"))
                .body("consent_given", equalTo(true));
    }

    @Test
    void theLocaleOfTheConversationWinsThenTheLanguageOfTheBusiness() {
        Api german = Api.register("de");
        greets(german, "{\"locale\": \"en-GB\"}", ENGLISH);
        greets(german, "{}", GERMAN);
        greets(german, "{\"locale\": \"fr-FR\"}", GERMAN);
        Api english = Api.register("en");
        greets(english, "{\"locale\": \"de_AT\"}", GERMAN);
        greets(english, "{}", ENGLISH);
    }

    private static void greets(Api shop, String opening, String words) {
        Talker talker = Talker.of(shop.opening(opening)).says("hello");
        String greeting = talker.notices("disclosure").get(0).toString();
        assertTrue(greeting.contains(words), opening + ": " + greeting);
    }
}
