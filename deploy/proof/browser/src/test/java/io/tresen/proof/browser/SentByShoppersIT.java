package io.tresen.proof.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a shopper sends beside words, and what they see of the shop's side, in a real browser. */
class SentByShoppersIT extends InTheBrowser {

    private final Shop shop = newShop();
    private final JsonNode numbers = shop.http().get("/chat/v1/business").expect(200);
    private final String graph =
            "/chat/v23.0/" + numbers.path("phone_number_id").asText() + "/messages";

    @Test
    void aPictureAPlaceAndAReactionReachTheShopFromASmallPhone() throws IOException {
        ChatWindow chat = greeted(360, 740);
        chat.press("Send a picture or location");
        chat.isAccessible();
        chat.sheet()
                .getByLabel("Choose a picture")
                .setInputFiles(new FilePayload("tea.png", "image/png", png(3_000, 2_000)));
        chat.sees("I can not look at pictures");
        assertThat(chat.log().getByAltText("Your picture")).isVisible();
        JsonNode picture = sent("image");
        assertEquals("image/jpeg", picture.at("/image/mime_type").asText(), "drawn anew, whatever it was");
        JsonNode file = shop.http()
                .get("/chat/v23.0/" + picture.at("/image/id").asText())
                .expect(200);
        assertTrue(file.path("file_size").asLong() < 1_000_000, file.toString());

        chat.page().context().grantPermissions(List.of("geolocation"));
        chat.page().context().setGeolocation(new Geolocation(50.941278, 6.958281));
        chat.press("Send a picture or location");
        chat.press("Send my location");
        chat.sheet().getByText("Show the shop where you are now").waitFor();
        chat.isAccessible();
        chat.sheet()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Send").setExact(true))
                .click();
        chat.sees("Thank you for the location!");
        assertEquals(50.94128, sent("location").at("/location/latitude").doubleValue());

        chat.press("React");
        chat.page().waitForResponse("**/messages", () -> chat.press("React with 👍"));
        assertThat(chat.log().getByText("👍", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        assertEquals("👍", sent("reaction").at("/reaction/emoji").asText());
        chat.fitsTheWidth();
        chat.isAccessible();
        chat.picture("sent-phone");
        chat.page().reload();
        chat.log().getByText("Your picture").scrollIntoViewIfNeeded(); // it is fetched once it is seen
        assertThat(chat.log().getByAltText("Your picture")).isVisible();
        chat.press("React");
        chat.press("Take 👍 back");
        assertThat(chat.log().getByText("👍", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
    }

    @Test
    void aShopperSeesThatTheShopHasReadAndIsWriting() {
        ChatWindow chat = greeted(390, 800);
        shop.http()
                .post("/chat/v1/conversations/" + conversation() + "/handover", "{\"to\": \"human\"}")
                .expect(200);
        chat.say("is the tea fresh?");
        assertThat(chat.own("is the tea fresh?")).isVisible();
        Locator read = chat.page().getByText("The shop has read your message.");
        assertThat(read).hasCount(0);
        String id = arrived("is the tea fresh?");
        shop.http()
                .post(
                        graph,
                        """
                        {"messaging_product": "whatsapp", "status": "read", "message_id": "%s",
                         "typing_indicator": {"type": "text"}}"""
                                .formatted(id))
                .expect(200);
        assertThat(read).hasCount(1);
        Locator writing = chat.log().getByText("is writing");
        assertThat(writing).hasCount(1);
        chat.isAccessible();
        String to = shop.http()
                .get("/chat/v1/conversations/" + conversation())
                .expect(200)
                .path("wa_id")
                .asText();
        shop.http()
                .post(
                        graph,
                        "{\"messaging_product\": \"whatsapp\", \"to\": \"" + to
                                + "\", \"text\": {\"body\": \"Very fresh\"}}")
                .expect(200);
        chat.sees("Very fresh");
        assertThat(writing).hasCount(0);
    }

    @Test
    void aShopWithoutCatalogAndCartShowsNoWayToThem() {
        shop.http()
                .post(
                        graph.replace("/messages", "/whatsapp_commerce_settings")
                                + "?is_cart_enabled=false&is_catalog_visible=false",
                        "{}")
                .expect(200);
        ChatWindow chat = ChatWindow.open(window(390, 800, "en-GB", ColorScheme.LIGHT), shop);
        assertThat(chat.button("Talk to a person")).isVisible();
        assertThat(chat.page().getByText("See what there is")).hasCount(0);
        assertThat(chat.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cart")))
                .hasCount(0);
        chat.say("hello");
        chat.sees("What would you like to do");
        chat.press("More");
        assertThat(chat.sheet().getByText("My orders")).isVisible();
        assertThat(chat.sheet().getByText("Catalog")).hasCount(0);
        chat.isAccessible();
    }

    private ChatWindow greeted(int width, int height) {
        ChatWindow chat = ChatWindow.open(window(width, height, "en-GB", ColorScheme.LIGHT), shop);
        chat.say("hello");
        chat.sees("What would you like to do");
        return chat;
    }

    private String conversation() {
        return shop.http()
                .get("/chat/v1/conversations")
                .expect(200)
                .at("/data/0/conversation_id")
                .asText();
    }

    private List<JsonNode> messages() {
        List<JsonNode> all = new ArrayList<>();
        shop.http()
                .get("/chat/v1/conversations/" + conversation() + "/messages?limit=100")
                .expect(200)
                .path("data")
                .forEach(all::add);
        return all;
    }

    /** Waits until the service has what the page shows already. @return the message's id */
    private String arrived(String text) {
        Pause pause = new Pause(Duration.ofSeconds(30));
        do {
            for (JsonNode it : messages()) {
                if (it.at("/message/text/body").asText().equals(text)) {
                    return it.path("id").asText();
                }
            }
        } while (pause.again());
        throw new AssertionError("'" + text + "' did not arrive");
    }

    /** The newest message of a type that the shopper sent. */
    private JsonNode sent(String type) {
        List<JsonNode> of = messages().stream()
                .map(it -> it.path("message"))
                .filter(it -> it.path("type").asText().equals(type))
                .toList();
        return of.get(of.size() - 1);
    }

    /** A picture with some noise, so that it has bytes. */
    private static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x * 31 + y * 17) % 0xFFFF);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
