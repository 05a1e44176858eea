package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.Content;
import io.tresen.chat.message.Limits;
import io.tresen.chat.message.Request;
import io.tresen.chat.message.RequestReading;
import io.tresen.chat.message.Template;
import io.tresen.chat.message.TemplateCreation;
import io.tresen.chat.message.TemplateRules;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shop makes our templates at Meta as they are listed: then Meta takes them, and every notice fills the one that it names. */
class NoticeTemplatesTest {

    private static final String ORIGIN = "https://tresen.example";
    private static final List<Template> ALL = NoticeTemplates.all(ORIGIN);
    private static final ToPay TO_PAY =
            new ToPay("T00001", new Money(450, "EUR"), ORIGIN + "/payments/v1/pay/token", List.of());

    private static final Pattern PLACE = Pattern.compile("\\{\\{[0-9]+}}");

    /** What a notice of each phrase may offer, one situation a line: the senders of notices say which there are. */
    private static final Map<String, List<List<String>>> OFFERED = Map.ofEntries(
            Map.entry("order_confirmation", List.of(List.of("order:T1"))),
            Map.entry("order_confirmation.receipt", List.of(List.of("order:T1"))),
            Map.entry("shipping", List.of(List.of("order:T1"))),
            Map.entry(
                    "sold_out",
                    List.of(
                            List.of(),
                            List.of("notify:a"),
                            List.of("notify:a", "notify:b"),
                            List.of("notify:a", "notify:b", "notify:c", "notify:d"))),
            Map.entry("sold_out.order", List.of(List.of(), List.of("notify:a"), List.of("notify:a", "notify:b"))),
            Map.entry(
                    "sold_out.few",
                    List.of(
                            List.of(),
                            List.of("notify:b"),
                            List.of("qty:a:2"),
                            List.of("qty:a:2", "notify:b"),
                            List.of("qty:a:2", "qty:b:1"),
                            List.of("qty:a:2", "qty:b:1", "notify:c"))),
            Map.entry("price_changed", List.of(List.of("cart:confirm", "cart:show"))),
            Map.entry("discount_declined", List.of(List.of("cart:confirm", "cart:show"))),
            Map.entry("address_declined", List.of(List.of("cart:checkout"))),
            Map.entry("checkout_declined", List.of(List.of(), List.of("cart:show"))),
            Map.entry("checkout_declined.gone", List.of(List.of(), List.of("cart:show"))),
            Map.entry("checkout_declined.nothing", List.of(List.of("menu:catalog"))),
            Map.entry("back_in_stock", List.of(List.of("product:a"), List.of("product:a", "add:a"))),
            Map.entry("payment_request.transfer", List.of(List.of("transfer:pay:1", "transfer:decline:1"))),
            Map.entry("transfer.requested", List.of(List.of("transfer:cancel:1"))),
            Map.entry("transfer.held", List.of(List.of("transfer:cancel:1"))),
            Map.entry("transfer.offered", List.of(List.of("transfer:accept:1", "transfer:decline:1"))),
            Map.entry("transfer.refused", List.of(List.of("menu:wallet"))));

    @Test
    void everyNoticeFillsTheTemplateThatItNames() {
        for (Language language : Language.values()) {
            phrases().forEach(phrase -> situations(phrase).forEach(notice -> {
                Reply reply = NoticeMessages.of(notice, language, false);
                Content.Template sent = sent(reply);
                String name = sent.name();
                ObjectNode filled = filled(template(name, language), sent);
                assertFalse(filled.path("body").asText().contains("{{"), filled.toString());
                filled.path("buttons").forEach(button -> {
                    assertFalse(button.path("url").asText().contains("{{"), filled.toString());
                    assertTrue(
                            !button.has("id")
                                    || notice.choices().stream().anyMatch(it -> it.id()
                                            .equals(button.get("id").asText())),
                            name + " sends what the notice offers, and not " + button);
                });
                assertEquals(TemplateRules.offers(filled), reply.choices(), name);
            }));
        }
    }

    private static Stream<String> phrases() {
        return Phrases.of(Language.EN).keys().stream()
                .filter(it -> it.startsWith("notice."))
                .map(it -> it.substring("notice.".length()));
    }

    private static List<Notice> situations(String phrase) {
        int arguments = (int) Pattern.compile("\\{[0-9]}")
                .matcher(Phrases.of(Language.EN).text("notice." + phrase))
                .results()
                .count();
        List<String> values =
                List.of("T00001", "19,90 €", "one\n two\tthree     four", "x").subList(0, arguments);
        Notice bare = new Notice(NoticeMark.of("kind"), phrase, values, List.of(), null);
        List<Notice> all = new ArrayList<>();
        if (phrase.equals("payment_request") || phrase.equals("payment_failed")) {
            all.add(bare.asking(TO_PAY));
        }
        if (!phrase.equals("payment_request")) { // always has a page
            for (List<String> ids : OFFERED.getOrDefault(phrase, List.of(List.of()))) {
                all.add(bare.offering(
                        ids.stream().map(it -> Choice.of(it, "title")).toList()));
            }
        }
        return all;
    }

    private static Content.Template sent(Reply reply) {
        ObjectNode message = reply.message().deepCopy();
        message.put("messaging_product", "whatsapp").put("to", "999000000000001");
        return (Content.Template) ((Request.Send) RequestReading.read(message)).content();
    }

    private static Template template(String name, Language language) {
        return ALL.stream()
                .filter(it -> it.name().equals(name) && it.language().equals(language.code()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no template " + name));
    }

    private static ObjectNode filled(Template template, Content.Template sent) {
        try {
            return TemplateRules.fill(template, sent);
        } catch (RejectedException e) {
            throw new AssertionError(template.name() + ": " + e.rejection().detail(), e);
        }
    }

    @Test
    void aNoticeThatHasNotWhatTheButtonsNeedIsSaidByThePlainTemplate() {
        Notice soldOut = new Notice(NoticeMark.of("sold_out"), "sold_out", List.of("Tea"), List.of(), null);
        Notice one = soldOut.offering(List.of(Choice.of("notify:tea", "Tell me")));
        Notice two = soldOut.offering(List.of(Choice.of("notify:tea", "Tea"), Choice.of("notify:cup", "Cup")));
        assertEquals(
                "tresen_sold_out",
                sent(NoticeMessages.of(one, Language.EN, false)).name());
        assertEquals(
                List.of("notify:tea"),
                NoticeMessages.of(one, Language.EN, false).choices());
        assertEquals(
                "tresen_sold_out_plain",
                sent(NoticeMessages.of(two, Language.EN, false)).name());
        assertEquals(
                List.of("notify:tea", "notify:cup"),
                NoticeMessages.of(two, Language.EN, true).choices(),
                "in free form all of them");
        Notice failed = Notice.ofOrder("payment_failed", "T1", "T1");
        assertEquals(
                "tresen_payment_failed_plain",
                sent(NoticeMessages.of(failed, Language.DE, false)).name());
        assertEquals(
                "tresen_payment_failed",
                sent(NoticeMessages.of(failed.asking(TO_PAY), Language.DE, false))
                        .name());
    }

    @Test
    void thePayButtonLeadsToThePageOfTheOrder() {
        Notice asked = Notice.ofOrder("payment_request", "T1", "T1", "4,50 €").asking(TO_PAY);
        Content.Template sent = sent(NoticeMessages.of(asked, Language.DE, false));
        assertEquals(
                TO_PAY.uri(),
                filled(template(sent.name(), Language.DE), sent)
                        .at("/buttons/0/url")
                        .asText());
    }

    @Test
    void aNoticeInFreeFormHasItsTemplateWithIt() {
        Notice told = Notice.ofOrder("order_confirmation", "T1", "T1", "4,50 €")
                .offering(List.of(Choice.of("order:T1", "Status")));
        Reply free = NoticeMessages.of(told, Language.DE, true);
        Reply template = NoticeMessages.of(told, Language.DE, false);
        assertEquals("interactive", free.message().path("type").asText());
        assertEquals(template.message(), free.afterTheWindow());
        assertEquals(null, template.afterTheWindow());
    }

    /**
     * What Meta refuses when a template is created: places at the beginning or the end (punctuation is no word), or next to each
     * other; fewer than two words for each place and one more (Meta names no number; this one is what others have seen); and places
     * without an example.
     */
    @Test
    void metaTakesEachTemplateAsItIsListed() {
        Set<String> bodies = new HashSet<>();
        for (Template template : ALL) {
            JsonNode body = template.components().get(0);
            String text = body.path("text").asText();
            String name = template.id() + ": " + text;
            List<String> between = List.of(PLACE.split(text, -1));
            between.forEach(it -> assertTrue(words(it) > 0 || between.size() == 1, name));
            int places = between.size() - 1;
            assertTrue(
                    places == 0
                            || between.stream()
                                            .mapToInt(NoticeTemplatesTest::words)
                                            .sum()
                                    > 2 * places,
                    name);
            assertEquals(places, body.at("/example/body_text/0").size(), name);
            body.at("/example/body_text/0")
                    .forEach(it -> assertFalse(it.asText().isBlank(), name));
            assertTrue(bodies.add(template.language() + text), "two templates of the same words: " + name);
            for (JsonNode button : template.components().path(1).path("buttons")) {
                assertTrue(
                        Limits.TEMPLATE_BUTTON_TEXT.allows(button.path("text").asText()), name);
                assertEquals(button.has("url"), button.path("example").size() == 1, name);
            }
            created(template);
        }
    }

    private static int words(String text) {
        return (int)
                Pattern.compile("\\p{L}[\\p{L}'’]*").matcher(text).results().count();
    }

    /** By the rules for a business's own, under another name since ours are reserved. */
    private static void created(Template template) {
        ObjectNode wished = JsonNodeFactory.instance.objectNode();
        wished.put("name", "of_a_shop")
                .put("language", template.language())
                .put("category", template.category().name())
                .set("components", template.components());
        try {
            TemplateCreation.read(wished);
        } catch (RejectedException e) {
            throw new AssertionError(template.id() + ": " + e.rejection().detail(), e);
        }
    }
}
