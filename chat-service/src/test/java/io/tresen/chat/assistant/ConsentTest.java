package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A yes to the terms counts for the words that were shown, and for no others. */
class ConsentTest {

    private final KnownShop shop = new KnownShop().goods("tee", "Grüner Tee", 450);

    private Talk talk() {
        return new Talk(shop, Language.DE);
    }

    @Test
    void aYesToTheTermsThatWereShownIsTakenWithAndWithoutTheMessage() {
        assertEquals(
                List.of(new Change.AcceptTerms("1")),
                talk().deepLink("product:tee").taps("consent:accept").changes());
        assertEquals(
                List.of(new Change.AcceptTerms("1")),
                talk().deepLink("product:tee").deepLink("consent:accept").changes());
    }

    @Test
    void aButtonOfAnAppsMessageShowsTheTermsInsteadOfAcceptingThem() {
        Talk talk = talk().says("Hallo").tapsAgain("consent:accept", null);
        assertEquals(List.of(), talk.changes());
        assertEquals("consent_needed", talk.reply().notice().kind());
        talk.tapsAgain("consent:accept", null);
        assertEquals(List.of(), talk.changes(), "the app's button once more, though our terms were shown meanwhile");
        talk.taps("consent:accept");
        assertEquals(List.of(new Change.AcceptTerms("1")), talk.changes());
    }

    @Test
    void aYesToOlderTermsShowsTheNewOnesAndTheHeldTapGoesOnAfterwards() {
        Talk talk = talk().deepLink("product:tee");
        String old = talk.about("consent:accept");
        talk.underTerms("2").tapsAgain("consent:accept", old);
        assertEquals(List.of(), talk.changes());
        talk.taps("consent:accept");
        assertEquals(List.of(new Change.AcceptTerms("2")), talk.changes());
        assertTrue(talk.texts().contains("4,50"), talk.texts());
    }

    @Test
    void aLinkCanNotSayYesToTermsThatNobodyShowed() {
        Talk talk = talk().deepLink("consent:accept");
        assertEquals(List.of(), talk.changes());
        assertEquals("consent_needed", talk.reply().notice().kind());
    }

    @Test
    void aSilentAssistantTakesAYesToTheTermsThatWereShownAlone() {
        Situation situation = new Situation(
                KnownShop.shop(PaymentWay.CARD),
                Language.DE,
                Talk.ID,
                false,
                false,
                true,
                null,
                Cart.EMPTY,
                Flow.START,
                0,
                KnownShop.ADA,
                1,
                KnownShop.NOON);
        assertEquals(
                List.of(new Change.AcceptTerms("1")),
                Assistant.silently(situation, new Inbound.Tapped("consent:accept", "terms:1", true), shop)
                        .changes());
        for (Inbound other : List.of(
                new Inbound.Tapped("consent:accept", null, true),
                new Inbound.Tapped("consent:accept", "terms:0", true),
                new Inbound.Tapped("consent:accept", null, false))) {
            assertEquals(List.of(), Assistant.silently(situation, other, shop).changes(), other.toString());
        }
    }
}
