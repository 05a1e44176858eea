package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.tresen.proof.client.Shopper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people read in the console's inbox of messages that the web chat never shows, and how they come in beside somebody. */
class ConsoleInboxIT extends AtTheDesk {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void aMessageThatDidNotArriveSaysSoWhereItStands() {
        Shopper ada = shop.shopper();
        String conversation = "/chat/v1/conversations/" + ada.conversationId();
        ada.say("hello");
        Page owner = owner();
        owner.navigate(shop.origin() + "/chat/console#/inbox/" + ada.conversationId());
        owner.getByLabel("Answer").fill("Good morning");
        owner.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                .click();
        Locator log = owner.getByRole(AriaRole.LOG);
        assertThat(log).containsText("Good morning");
        assertThat(log.getByText("Not delivered")).hasCount(0);
        JsonNode messages = shop.http()
                .get(conversation + "/messages?limit=100")
                .expect(200)
                .path("data");
        String answer = messages.path(messages.size() - 1).path("id").asText();
        ada.http()
                .put(conversation + "/messages/" + answer + "/status", "{\"status\": \"failed\"}")
                .expect(200);
        assertThat(log.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("Good morning")))
                .containsText("Not delivered");
    }

    /** Such messages exist for shoppers on WhatsApp, and for one who has not written for a day. */
    @Test
    void whatWhatsAppRefusedSaysWhyAndABuiltInNoticeIsReadWithoutTheWayToPay() {
        Shopper ada = shop.shopper();
        ada.say("hello");
        Page owner = owner();
        owner.route(Pattern.compile("/messages\\?limit=100$"), ConsoleInboxIT::withMore);
        owner.navigate(shop.origin() + "/chat/console#/inbox/" + ada.conversationId());
        Locator log = owner.getByRole(AriaRole.LOG);
        assertThat(log).containsText("Please pay order T00012 with a total of €45.00. Thank you!");
        assertThat(log).containsText("Not delivered: Message undeliverable");
        assertThat(log).not().containsText("pay-secret");
        ChatWindow.of(owner).isAccessible();
    }

    private static void withMore(Route route) {
        APIResponse answer = route.fetch();
        try {
            ObjectNode page = (ObjectNode) MAPPER.readTree(answer.body());
            ((ArrayNode) page.path("data"))
                    .add(
                            MAPPER.readTree(
                                    """
                                    {"id": "wamid.more", "direction": "outbound", "author": "assistant",
                                     "sent_at": "2026-01-02T03:04:05Z", "status": "failed",
                                     "errors": [{"code": 131026, "title": "Undeliverable", "message": "Undeliverable",
                                      "error_data": {"details": "Message undeliverable"}}],
                                     "message": {"type": "template", "template": {"name": "tresen_payment_request",
                                      "language": {"code": "en"}, "components": [
                                      {"type": "body", "parameters": [{"type": "text", "text": "T00012"},
                                       {"type": "text", "text": "€45.00"}]},
                                      {"type": "button", "sub_type": "url", "index": "0",
                                       "parameters": [{"type": "text", "text": "pay-secret"}]}]}}}"""));
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(page.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInvitationThatIsOpenedWhereSomebodyIsSignedInAsksThemToSignOutFirst() {
        Page owner = owner();
        String link = invited("ann", "agent", "Ann Agent");
        Page page = tab(owner, () -> owner.evaluate("link => void window.open(link)", link));
        // being signed out is told by refusals
        troubles().expect(text -> text.startsWith("cookie from") || text.contains("401") || text.contains("404"));
        assertThat(page.getByText("You are signed in as Olga Owner.")).isVisible();
        ChatWindow.of(page).isAccessible();
        owner.close();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        join(page, "Ann Agent");
    }
}
