package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.message.Limits;
import io.tresen.messaging.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** No message of ours is beyond Meta's bounds, whatever a shop writes into its products. */
class LimitsTest {

    private static final String LONG = "Ä😀".repeat(3_000);

    @Test
    void aLongTextIsCutToItsBoundAndNeverWithinACharacter() {
        for (Limits limit : Limits.values()) {
            String cut = limit.cut(LONG);
            assertTrue(limit.allows(cut), limit.name());
            assertEquals(
                    cut,
                    new String(
                            cut.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            java.nio.charset.StandardCharsets.UTF_8));
        }
        assertEquals("short", Limits.BUTTON_TITLE.cut("short"));
    }

    @Test
    void theBoundsAreThoseOfTheReference() throws IOException {
        Path reference = Path.of("../../shared/reference/meta-business-messaging-api_v23.0.yaml");
        if (!Files.exists(reference)) {
            System.err.println("SKIPPED: " + reference + " is not here, so the bounds were not compared with it");
            Assumptions.abort();
        }
        String section = between(Files.readString(reference), "    SectionObject:", "    TemplateMessage:");
        assertEquals(Limits.ROWS.most(), number(section, "description: Contains a list of rows.", "maxItems: "));
        assertEquals(Limits.ROW_ID.most(), number(section, "description: Unique row identifier.", "maxLength: "));
        assertEquals(Limits.ROW_TITLE.most(), number(section, "description: Row title.", "maxLength: "));
        assertEquals(
                Limits.ROW_DESCRIPTION.most(),
                number(section, "description: Optional row description.", "maxLength: "));
        String all = Files.readString(reference);
        String buttons = between(all, "description: Only supported type is \"reply\" for Reply Button.", "catalog_id:");
        assertEquals(Limits.BUTTON_ID.most(), number(buttons, "Unique identifier for your button", "maxLength: "));
        assertEquals(Limits.BUTTON_TITLE.most(), number(buttons, "Button title. Cannot be empty", "maxLength: "));
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        assertTrue(start >= 0, from);
        return text.substring(start, text.indexOf(to, start));
    }

    private static int number(String text, String behind, String name) {
        int at = text.indexOf(name, text.indexOf(behind)) + name.length();
        return Integer.parseInt(text.substring(at, text.indexOf('\n', at)).trim());
    }

    @Test
    void everyAnswerStaysWithinTheBoundsForMonstrousProducts() {
        KnownShop shop = new KnownShop();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = ("r" + i + "😀".repeat(100)).substring(0, 100);
            ids.add(id);
            shop.put(monstrous(id));
            shop.groups.add(new Lookups.Group(
                    "category:" + "c".repeat(170) + i, LONG.substring(0, 400), LONG.substring(0, 400)));
        }
        for (Language language : Language.values()) {
            Talk talk = new Talk(shop, language).consenting();
            List<String> taps =
                    new ArrayList<>(List.of("menu:catalog", "page:g.9", "page:a.", "cart:show", "menu:help"));
            taps.add("product:" + ids.get(0));
            ids.forEach(id -> taps.add("add:" + id));
            taps.addAll(List.of(
                    "cart:show", "page:c.9", "line:" + ids.get(0), "cart:checkout", "category:" + "c".repeat(180)));
            for (String tap : taps) {
                talk.deepLink(tap).replies().forEach(LimitsTest::check);
            }
            talk.says("r").replies().forEach(LimitsTest::check);
        }
    }

    @Test
    void everyNoticeStaysWithinTheBoundsInBothForms() {
        for (Language language : Language.values()) {
            for (boolean inWindow : new boolean[] {true, false}) {
                List<Choice> ten = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    ten.add(new Choice("notify:" + i, LONG, LONG));
                }
                check(NoticeMessages.of(
                        Notice.ofOrder("sold_out", "T00001", LONG).offering(ten), language, inWindow));
                ToPay toPay = new ToPay("T00001", new Money(1, "EUR"), "http://x/payments/v1/pay/t", List.of());
                check(NoticeMessages.of(
                        Notice.ofOrder("payment_request", "T00001", "T00001", LONG)
                                .asking(toPay),
                        language,
                        inWindow));
            }
        }
    }

    @Test
    void tooManyChoicesAreAProgrammersFault() {
        List<Choice> four = List.of(Choice.of("a", "a"), Choice.of("b", "b"), Choice.of("c", "c"), Choice.of("d", "d"));
        assertThrows(IllegalArgumentException.class, () -> Messages.buttons("x", four));
        assertThrows(IllegalArgumentException.class, () -> Messages.list("x", "y", List.of()));
    }

    @Test
    void bothLanguagesHaveTheSamePhrasesAndTheirTitlesFit() {
        assertEquals(Phrases.of(Language.DE).keys(), Phrases.of(Language.EN).keys());
        for (Language language : Language.values()) {
            Phrases words = Phrases.of(language);
            for (String key : words.keys()) {
                if (key.endsWith(".button") || key.startsWith("pay.c") || key.equals("pay.wallet")) {
                    assertTrue(Limits.BUTTON_TITLE.allows(words.text(key)), language + " " + key);
                }
                if (key.startsWith("menu.") && key.endsWith(".about")) {
                    assertTrue(Limits.ROW_DESCRIPTION.allows(words.text(key)), language + " " + key);
                }
            }
        }
    }

    private static Product monstrous(String id) {
        Product plain = KnownShop.product(id, LONG.substring(0, 400), (1L << 53) / 400, false, null, true);
        return new Product(
                plain.id(),
                id,
                plain.title(),
                LONG,
                plain.regularPrice(),
                null,
                null,
                null,
                Map.of("size", LONG),
                false,
                true,
                plain.imageUrl(),
                false,
                null,
                1,
                1);
    }

    private static void check(Reply reply) {
        JsonNode message = reply.message();
        bound(Limits.TEXT_BODY, message.at("/text/body"));
        bound(Limits.INTERACTIVE_BODY, message.at("/interactive/body/text"));
        bound(Limits.LIST_BUTTON, message.at("/interactive/action/button"));
        JsonNode buttons = message.at("/interactive/action/buttons");
        assertTrue(buttons.size() <= Limits.BUTTONS.most());
        buttons.forEach(button -> {
            bound(Limits.BUTTON_ID, button.at("/reply/id"));
            bound(Limits.BUTTON_TITLE, button.at("/reply/title"));
        });
        int rows = 0;
        for (JsonNode section : message.at("/interactive/action/sections")) {
            for (JsonNode row : section.path("rows")) {
                rows++;
                bound(Limits.ROW_ID, row.path("id"));
                bound(Limits.ROW_TITLE, row.path("title"));
                bound(Limits.ROW_DESCRIPTION, row.path("description"));
            }
        }
        assertTrue(rows <= Limits.ROWS.most());
        assertEquals(reply.choices().size(), reply.choices().stream().distinct().count(), "ids are unique");
    }

    private static void bound(Limits limit, JsonNode text) {
        assertTrue(limit.allows(text.asText("")), limit + " " + text.asText().length());
        assertTrue(text.isMissingNode() || !text.asText().isEmpty(), limit + " is empty");
    }
}
