package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Shop;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What a business app sends by the Cloud API, as a shopper gets it in a real browser. */
class BusinessAppIT extends InTheBrowser {

    /** One green pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Shop shop = newShop();
    private final JsonNode numbers = shop.http().get("/chat/v1/business").expect(200);
    private final String graph =
            "/chat/v23.0/" + numbers.path("phone_number_id").asText();

    @Test
    void aTemplateShowsItsTextsAndItsButtonsAnswer() {
        ChatWindow chat = greeted();
        shop.http()
                .post(
                        "/chat/v23.0/" + numbers.path("waba_id").asText() + "/message_templates",
                        """
                        {"name": "spring", "language": "en", "category": "UTILITY", "components": [
                          {"type": "HEADER", "format": "TEXT", "text": "Spring is here"},
                          {"type": "BODY", "text": "Dear {{1}}, the new teas are in."},
                          {"type": "FOOTER", "text": "Until Sunday"},
                          {"type": "BUTTONS", "buttons": [
                            {"type": "QUICK_REPLY", "text": "Tell me more"},
                            {"type": "URL", "text": "Read on", "url": "https://example.org/spring"}]}]}""")
                .expect(200);
        send(
                """
                "type": "template", "template": {"name": "spring", "language": {"code": "en"}, "components": [
                  {"type": "body", "parameters": [{"type": "text", "text": "Ada"}]}]}""");
        chat.sees("Dear Ada, the new teas are in.");
        assertThat(chat.sees("Spring is here")).isVisible();
        assertThat(chat.sees("Until Sunday")).isVisible();
        Locator link = chat.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Read on"));
        assertThat(link).hasAttribute("href", "https://example.org/spring");
        assertThat(link).hasAttribute("rel", "noopener noreferrer");
        chat.isAccessible();
        chat.press("Tell me more");
        assertThat(chat.own("Tell me more")).hasCount(1);
        assertThat(chat.log().getByText("Waiting to be sent")).hasCount(0);
        assertThat(chat.log().getByText("This choice is no longer offered.")).hasCount(0);
    }

    @Test
    void aPictureSentByItsIdIsSeenAndADocumentIsSaved() {
        ChatWindow chat = greeted();
        String picture = uploaded("green.png", "image/png", PNG);
        send("\"type\": \"image\", \"image\": {\"id\": \"" + picture + "\", \"caption\": \"Sencha\"}");
        Locator image = chat.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Sencha"));
        assertThat(image).isVisible();
        assertEquals(1, image.evaluate("it => it.naturalWidth"));
        String prices = uploaded("prices.txt", "text/plain", "Sencha 9.90".getBytes(StandardCharsets.UTF_8));
        send("\"type\": \"document\", \"document\": {\"id\": \"" + prices + "\", \"filename\": \"prices.txt\"}");
        chat.sees("prices.txt");
        Download download = chat.page().waitForDownload(() -> chat.press("prices.txt"));
        assertEquals("prices.txt", download.suggestedFilename());
        assertEquals(1, chat.page().context().pages().size(), "nothing is opened");
    }

    @Test
    void aQrLinkBeginsTheMessageAndLeavesTheSendingToTheShopper() {
        String link = shop.http()
                .post(graph + "/message_qrdls", "{\"prefilled_message\": \"I want tea & cake\"}")
                .expect(200)
                .path("deep_link_url")
                .asText();
        ChatWindow chat = ChatWindow.open(window(390, 800, "en-GB", ColorScheme.LIGHT), shop);
        chat.page().navigate(link);
        Locator box = chat.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
        assertThat(box).hasValue("I want tea & cake");
        assertEquals(shop.origin() + "/chat/s/" + shop.handle(), chat.page().url());
        assertThat(chat.page().getByText("Welcome to")).isVisible();
        box.press("Enter");
        assertThat(chat.own("I want tea & cake")).hasCount(1);
    }

    /** A window whose shopper can be written to. */
    private ChatWindow greeted() {
        ChatWindow chat = ChatWindow.open(window(390, 800, "en-GB", ColorScheme.LIGHT), shop);
        chat.say("hello");
        chat.sees("What would you like to do");
        return chat;
    }

    private String uploaded(String name, String type, byte[] content) {
        return shop.http()
                .upload(graph + "/media", name, type, content)
                .expect(200)
                .path("id")
                .asText();
    }

    private void send(String message) {
        String shopper = shop.http()
                .get("/chat/v1/conversations")
                .expect(200)
                .at("/data/0/shopper_id")
                .asText();
        shop.http()
                .post(
                        graph + "/messages",
                        "{\"messaging_product\": \"whatsapp\", \"to\": \"" + shopper + "\", " + message + "}")
                .expect(200);
    }
}
