package io.tresen.chat.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.messaging.RejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shopper reads of a template, and what does not fill it. */
class FillingATemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OFFER =
            """
            [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Hi {{1}}, {{2}} off, {{1}}!"},
             {"type": "FOOTER", "text": "until May"}, {"type": "BUTTONS", "buttons": [
              {"type": "QUICK_REPLY", "text": "Stop"}, {"type": "URL", "text": "Shop", "url": "https://a.example/?p={{1}}"}]}]""";

    private static final String IMAGE =
            "{'type': 'header', 'parameters': [{'type': 'image', 'image': {'link': 'https://a.example/b.png'}}]}";
    private static final String BODY = "{'type': 'body', 'parameters': [{'type': 'text', 'text': 'Ada'}, {'type':"
            + " 'currency', 'currency': {'code': 'EUR', 'amount_1000': 1000, 'fallback_value': '1 €'}}]}";
    private static final String LINK =
            "{'type': 'button', 'sub_type': 'url', 'index': 1, 'parameters': [{'type': 'text', 'text': 'may'}]}";

    @Test
    void theTextsAreFilledAndTheButtonsAreOffered() {
        ObjectNode filled = fill(OFFER, Template.Status.APPROVED, IMAGE, BODY, LINK);
        assertEquals("Hi Ada, 1 € off, Ada!", filled.path("body").asText());
        assertEquals("until May", filled.path("footer").asText());
        assertEquals("https://a.example/b.png", filled.at("/header/link").asText());
        assertEquals("https://a.example/?p=may", filled.at("/buttons/1/url").asText());
        assertEquals(List.of("Stop"), TemplateRules.offers(filled), "a quick reply without payload sends its text");
    }

    @Test
    void aNumberThatDoesNotMatchIs132000() {
        refused(132000, OFFER, IMAGE, LINK);
        refused(132000, OFFER, BODY, LINK);
        refused(132000, "[{'type': 'BODY', 'text': 'Hi'}]", BODY);
    }

    @Test
    void aParameterOfTheWrongKindIs132012() {
        refused(132012, OFFER, IMAGE.replace("'image'", "'video'"), BODY, LINK);
        refused(132012, OFFER, IMAGE, BODY, LINK.replace("'url'", "'quick_reply'"));
        refused(132012, OFFER, IMAGE, BODY, LINK.replace("'index': 1", "'index': 7"));
    }

    @Test
    void aLinkWithAPlaceInItNeedsItsParameter() {
        refused(131008, OFFER, IMAGE, BODY);
    }

    @Test
    void namesAreFilledByName() {
        String named = "[{'type': 'BODY', 'text': '{{who}} owes {{what}}'}]";
        String body =
                "{'type': 'body', 'parameters': [{'type': 'text', 'parameter_name': 'what', 'text': 'tea'}, {'type':"
                        + " 'text', 'parameter_name': 'who', 'text': 'Ada'}]}";
        assertEquals(
                "Ada owes tea",
                fill(named, Template.Status.APPROVED, body).path("body").asText());
        refused(132012, named, body.replace("'who'", "'whom'"));
    }

    @Test
    void aPausedOneIs132015AndADisabledOne132016() {
        String plain = "[{'type': 'BODY', 'text': 'Hi'}]";
        assertEquals(132015, fault(plain, Template.Status.PAUSED).error().code());
        assertEquals(132016, fault(plain, Template.Status.DISABLED).error().code());
    }

    @Test
    void aCodeIsWordedByUs() {
        Template login = new Template(
                "1",
                "login",
                "de",
                Template.Category.AUTHENTICATION,
                Template.Status.APPROVED,
                json("[{'type': 'BODY', 'add_security_recommendation': true}, {'type': 'FOOTER',"
                        + " 'code_expiration_minutes': 10}, {'type': 'BUTTONS', 'buttons': [{'type': 'OTP', 'otp_type':"
                        + " 'COPY_CODE', 'text': 'Kopieren'}]}]"));
        ObjectNode filled = TemplateRules.fill(
                login,
                sent(
                        "{'type': 'body', 'parameters': [{'type': 'text', 'text': '4711'}]}",
                        "{'type': 'button', 'sub_type': 'url', 'index': '0', 'parameters': [{'type': 'text', 'text':"
                                + " '4711'}]}"));
        assertEquals(
                "4711 ist dein Bestätigungscode. Gib ihn an niemanden weiter.",
                filled.path("body").asText());
        assertEquals("Gilt 10 Minuten.", filled.path("footer").asText());
    }

    private static void refused(int code, String components, String... fillings) {
        assertEquals(
                code,
                fault(components, Template.Status.APPROVED, fillings).error().code());
    }

    private static Refusal fault(String components, Template.Status status, String... fillings) {
        return (Refusal) assertThrows(RejectedException.class, () -> fill(components, status, fillings))
                .rejection();
    }

    private static ObjectNode fill(String components, Template.Status status, String... fillings) {
        return TemplateRules.fill(
                new Template("1", "t", "en", Template.Category.MARKETING, status, json(components)), sent(fillings));
    }

    private static Content.Template sent(String... fillings) {
        Request.Send send =
                (Request.Send) RequestReading.read(json("{'messaging_product': 'whatsapp', 'to': '1', 'type':"
                        + " 'template', 'template': {'name': 't', 'language': {'code': 'en'}, 'components': ["
                        + String.join(", ", fillings) + "]}}"));
        return (Content.Template) send.content();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
