package io.tresen.chat.message;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.messaging.RejectedException;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every limit of the table has a message that just keeps it and one that just breaks it; a new limit needs both. */
class EachLimitTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The field at fault, and the request with that many characters or entries. */
    private record Case(String field, IntFunction<String> json) {}

    private static final Map<Limits, Case> CASES = Map.ofEntries(
            entry(
                    Limits.RECIPIENT,
                    of("to", n -> "{'messaging_product': 'whatsapp', 'to': '" + text(n) + "', 'text': {'body': 'a'}}")),
            entry(
                    Limits.MESSAGE_ID,
                    of(
                            "context.message_id",
                            n -> send("text", "'text': {'body': 'a'}, 'context': {'message_id': '" + text(n) + "'}"))),
            entry(Limits.TEXT_BODY, of("text.body", n -> send("text", "'text': {'body': '" + text(n) + "'}"))),
            entry(
                    Limits.CAPTION,
                    of("image.caption", n -> send("image", "'image': {'id': '1', 'caption': '" + text(n) + "'}"))),
            entry(
                    Limits.FILENAME,
                    of(
                            "document.filename",
                            n -> send("document", "'document': {'id': '1', 'filename': '" + text(n) + "'}"))),
            entry(
                    Limits.LINK,
                    of(
                            "video.link",
                            n -> send(
                                    "video",
                                    "'video': {'link': 'https://a.example/" + "x".repeat(Math.max(1, n - 18)) + "'}"))),
            entry(Limits.MEDIA_ID, of("audio.id", n -> send("audio", "'audio': {'id': '" + text(n) + "'}"))),
            entry(Limits.PLACE_NAME, of("location.name", n -> place("name", n))),
            entry(Limits.PLACE_ADDRESS, of("location.address", n -> place("address", n))),
            entry(Limits.CONTACTS, of("contacts", n -> send("contacts", "'contacts': " + list(n, i -> contact(""))))),
            entry(
                    Limits.CONTACT_ENTRIES,
                    of(
                            "contacts[0].phones",
                            n -> send(
                                    "contacts",
                                    "'contacts': ["
                                            + contact(", 'phones': " + list(n, i -> "{'phone': '+" + i + "'}"))
                                            + "]"))),
            entry(
                    Limits.CONTACT_TEXT,
                    of(
                            "contacts[0].name.first_name",
                            n -> send(
                                    "contacts",
                                    "'contacts': [{'name': {'formatted_name': 'A', 'first_name': '" + text(n)
                                            + "'}}]"))),
            entry(
                    Limits.HEADER_TEXT,
                    of("interactive.header.text", n -> buttons("'type': 'text', 'text': '" + text(n) + "'", 1, 1, 1))),
            entry(
                    Limits.HEADER_SUB_TEXT,
                    of(
                            "interactive.header.sub_text",
                            n -> buttons("'type': 'text', 'text': 'a', 'sub_text': '" + text(n) + "'", 1, 1, 1))),
            entry(
                    Limits.INTERACTIVE_BODY,
                    of(
                            "interactive.body.text",
                            n -> interactive(
                                    "cta_url",
                                    "'body': {'text': '" + text(n)
                                            + "'}, 'action': {'name': 'cta_url', 'parameters': {'display_text':"
                                            + " 'x', 'url': 'https://a.example'}}"))),
            entry(Limits.LIST_BODY, of("interactive.body.text", n -> menu(n, 1, 1, 1, 1, 1, 1, 1))),
            entry(
                    Limits.FOOTER,
                    of(
                            "interactive.footer.text",
                            n -> interactive(
                                    "catalog_message",
                                    "'body': {'text': 'a'}, 'footer': {'text': '" + text(n)
                                            + "'}, 'action': {'name': 'catalog_message'}"))),
            entry(Limits.BUTTONS, of("interactive.action.buttons", n -> buttons(null, n, 3, 3))),
            entry(Limits.BUTTON_ID, of("interactive.action.buttons[0].reply.id", n -> buttons(null, 1, n, 3))),
            entry(Limits.BUTTON_TITLE, of("interactive.action.buttons[0].reply.title", n -> buttons(null, 1, 3, n))),
            entry(Limits.LIST_BUTTON, of("interactive.action.button", n -> menu(1, n, 1, 1, 1, 1, 1, 1))),
            entry(Limits.SECTIONS, of("interactive.action.sections", n -> menu(1, 1, n, 1, 1, 3, 1, 1))),
            entry(Limits.SECTION_TITLE, of("interactive.action.sections[0].title", n -> menu(1, 1, 2, n, 1, 3, 1, 1))),
            entry(Limits.ROWS, of("interactive.action.sections", n -> rowsInTwoSections(n))),
            entry(Limits.ROW_ID, of("interactive.action.sections[0].rows[0].id", n -> menu(1, 1, 1, 1, 1, n, 1, 1))),
            entry(
                    Limits.ROW_TITLE,
                    of("interactive.action.sections[0].rows[0].title", n -> menu(1, 1, 1, 1, 1, 3, n, 1))),
            entry(
                    Limits.ROW_DESCRIPTION,
                    of("interactive.action.sections[0].rows[0].description", n -> menu(1, 1, 1, 1, 1, 3, 1, n))),
            entry(Limits.CATALOG_ID, of("interactive.action.catalog_id", n -> product(n, 1))),
            entry(Limits.PRODUCT_ID, of("interactive.action.product_retailer_id", n -> product(1, n))),
            entry(Limits.SECTION_PRODUCTS, of("interactive.action.sections[0].product_items", n -> products(1, n))),
            entry(Limits.MESSAGE_PRODUCTS, of("interactive.action.sections", n -> productsInTwoSections(n))),
            entry(
                    Limits.CTA_TEXT,
                    of(
                            "interactive.action.parameters.display_text",
                            n -> interactive(
                                    "cta_url",
                                    "'body': {'text': 'a'}, 'action': {'name': 'cta_url', 'parameters': {'display_text':"
                                            + " '" + text(n) + "', 'url': 'https://a.example'}}"))),
            entry(
                    Limits.REFERENCE_ID,
                    of("interactive.action.parameters.reference_id", n -> order("x".repeat(n), 1, 1, 1))),
            entry(Limits.ORDER_ITEMS, of("interactive.action.parameters.order.items", n -> order("r", n, 1, 1))),
            entry(
                    Limits.ORDER_ITEM_NAME,
                    of("interactive.action.parameters.order.items[0].name", n -> order("r", 1, n, 1))),
            entry(
                    Limits.ORDER_TEXT,
                    of("interactive.action.parameters.order.tax.description", n -> order("r", 1, 1, n))),
            entry(
                    Limits.STATUS_TEXT,
                    of(
                            "interactive.action.parameters.order.description",
                            n -> interactive(
                                    "order_status",
                                    "'body': {'text': 'a'}, 'action': {'name': 'review_order', 'parameters':"
                                            + " {'reference_id': 'r', 'order': {'status': 'shipped', 'description': '"
                                            + text(n) + "'}}}"))),
            entry(
                    Limits.ADDRESSES,
                    of(
                            "interactive.action.parameters.saved_addresses",
                            n -> address(", 'saved_addresses': "
                                    + list(n, i -> "{'id': 'a" + i + "', 'value': {'name': 'A'}}")))),
            entry(
                    Limits.ADDRESS_TEXT,
                    of(
                            "interactive.action.parameters.values",
                            n -> address(", 'values': {'street': '" + text(n) + "'}"))),
            entry(
                    Limits.CALLBACK_DATA,
                    of(
                            "biz_opaque_callback_data",
                            n -> send("text", "'text': {'body': 'a'}, 'biz_opaque_callback_data': '" + text(n) + "'"))),
            entry(Limits.TEMPLATE_NAME, of("name", n -> creation("x".repeat(n), "{'type': 'BODY', 'text': 'a'}"))),
            entry(Limits.TEMPLATE_JSON, of("components", n -> {
                String start = "{'type':'BODY','text':'a','example':'";
                String end = "'}";
                int brackets = 2;
                return creation("t", start + text(n - start.length() - end.length() - brackets) + end);
            })),
            entry(
                    Limits.TEMPLATE_COMPONENTS,
                    of(
                            "template.components",
                            n -> template(list(
                                    n,
                                    i -> "{'type': 'button', 'sub_type': 'quick_reply', 'index': '0',"
                                            + " 'parameters': []}")))),
            entry(
                    Limits.TEMPLATE_PARAMETERS,
                    of(
                            "template.components[0].parameters",
                            n -> template("[{'type': 'body', 'parameters': "
                                    + list(n, i -> "{'type': 'text', 'text': 'a'}") + "}]"))),
            entry(
                    Limits.TEMPLATE_TEXT,
                    of(
                            "template.components[0].parameters[0].text",
                            n -> template("[{'type': 'body', 'parameters': [{'type': 'text', 'text': '" + text(n)
                                    + "'}]}]"))),
            entry(
                    Limits.TEMPLATE_HEADER,
                    of(
                            "components[1].text",
                            n -> creation(
                                    "t",
                                    "{'type': 'BODY', 'text': 'a'}, {'type': 'HEADER', 'format': 'TEXT', 'text': '"
                                            + text(n) + "'}"))),
            entry(
                    Limits.TEMPLATE_BODY,
                    of("components[0].text", n -> creation("t", "{'type': 'BODY', 'text': '" + text(n) + "'}"))),
            entry(
                    Limits.TEMPLATE_FOOTER,
                    of(
                            "components[1].text",
                            n -> creation(
                                    "t",
                                    "{'type': 'BODY', 'text': 'a'}, {'type': 'FOOTER', 'text': '" + text(n) + "'}"))),
            entry(
                    Limits.TEMPLATE_BUTTONS,
                    of(
                            "components[1].buttons",
                            n -> creation(
                                    "t",
                                    "{'type': 'BODY', 'text': 'a'}, {'type': 'BUTTONS', 'buttons': "
                                            + list(n, i -> "{'type': 'QUICK_REPLY', 'text': 'b" + i + "'}") + "}"))),
            entry(
                    Limits.TEMPLATE_BUTTON_TEXT,
                    of(
                            "components[1].buttons[0].text",
                            n -> creation(
                                    "t",
                                    "{'type': 'BODY', 'text': 'a'}, {'type': 'BUTTONS', 'buttons': [{'type':"
                                            + " 'QUICK_REPLY', 'text': '" + text(n) + "'}]}"))),
            entry(
                    Limits.TEMPLATE_PHONE_NUMBER,
                    of(
                            "components[1].buttons[0].phone_number",
                            n -> creation(
                                    "t",
                                    "{'type': 'BODY', 'text': 'a'}, {'type': 'BUTTONS', 'buttons': [{'type':"
                                            + " 'PHONE_NUMBER', 'text': 'call', 'phone_number': '" + "1".repeat(n)
                                            + "'}]}"))));

    @ParameterizedTest
    @EnumSource(Limits.class)
    void isKeptByOneMessageAndBrokenByTheNext(Limits limit) {
        Case its = CASES.get(limit);
        assertTrue(its != null, "the limit has no cases");
        assertFalse(limit.source().isBlank());
        assertDoesNotThrow(() -> read(its.json().apply(limit.most())));
        RejectedException refused =
                assertThrows(RejectedException.class, () -> read(its.json().apply(limit.most() + 1)));
        assertTrue(
                refused.rejection().detail().startsWith(its.field()),
                refused.rejection().detail());
        MetaError expected = its.json().apply(1).contains("\"category\"")
                ? MetaError.INVALID_PARAMETER
                : MetaError.PARAMETER_INVALID;
        assertEquals(expected, ((Refusal) refused.rejection()).error());
    }

    private static void read(String json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
        if (tree.has("category")) {
            TemplateCreation.read(tree);
        } else {
            RequestReading.read(tree);
        }
    }

    private static Case of(String field, IntFunction<String> json) {
        return new Case(field, n -> json.apply(Math.max(n, 1)).replace('\'', '"'));
    }

    /** So many code points, each of two chars. */
    private static String text(int n) {
        return "😀".repeat(Math.max(n, 0));
    }

    private static String list(int n, IntFunction<String> entry) {
        return IntStream.range(0, n).mapToObj(entry).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String send(String type, String payload) {
        return "{'messaging_product': 'whatsapp', 'to': '999', 'type': '" + type + "', " + payload + "}";
    }

    private static String interactive(String type, String rest) {
        return send("interactive", "'interactive': {'type': '" + type + "', " + rest + "}");
    }

    private static String place(String field, int n) {
        return send("location", "'location': {'latitude': 1, 'longitude': 2, '" + field + "': '" + text(n) + "'}");
    }

    private static String contact(String more) {
        return "{'name': {'formatted_name': 'Ada'}" + more + "}";
    }

    private static String buttons(String header, int number, int id, int title) {
        return interactive(
                "button",
                (header == null ? "" : "'header': {" + header + "}, ") + "'body': {'text': 'a'}, 'action': {'buttons': "
                        + list(
                                number,
                                i -> "{'type': 'reply', 'reply': {'id': '" + numbered(i, id) + "', 'title': '"
                                        + numbered(i, title) + "'}}")
                        + "}");
    }

    /** A text of so many code points that differs for each i. */
    private static String numbered(int i, int n) {
        String number = Integer.toString(i);
        return number + text(Math.max(0, n - number.length()));
    }

    private static String menu(
            int body, int button, int sections, int sectionTitle, int rows, int id, int title, int description) {
        return interactive(
                "list",
                "'body': {'text': '" + text(body) + "'}, 'action': {'button': '" + text(button) + "', 'sections': "
                        + list(
                                sections,
                                s -> "{'title': '" + text(sectionTitle) + "', 'rows': "
                                        + list(
                                                rows,
                                                i -> "{'id': '" + numbered(10 * s + i, id) + "', 'title': '"
                                                        + text(title) + "', 'description': '" + text(description)
                                                        + "'}")
                                        + "}")
                        + "}");
    }

    private static String rowsInTwoSections(int n) {
        String rows = "{'title': 's', 'rows': " + list(n / 2, i -> row("a" + i)) + "}, {'title': 't', 'rows': "
                + list(n - n / 2, i -> row("b" + i)) + "}";
        return interactive("list", "'body': {'text': 'a'}, 'action': {'button': 'b', 'sections': [" + rows + "]}");
    }

    private static String row(String id) {
        return "{'id': '" + id + "', 'title': 't'}";
    }

    private static String product(int catalogId, int retailerId) {
        return interactive(
                "product",
                "'action': {'catalog_id': '" + text(catalogId) + "', 'product_retailer_id': '" + text(retailerId)
                        + "'}");
    }

    private static String products(int sections, int n) {
        return interactive(
                "product_list",
                "'header': {'type': 'text', 'text': 'h'}, 'body': {'text': 'a'}, 'action': {'catalog_id': 'c',"
                        + " 'sections': "
                        + list(sections, s -> section(n)) + "}");
    }

    private static String section(int n) {
        return "{'title': 's', 'product_items': " + list(n, i -> "{'product_retailer_id': 'p" + i + "'}") + "}";
    }

    private static String productsInTwoSections(int n) {
        return interactive(
                "product_list",
                "'header': {'type': 'text', 'text': 'h'}, 'body': {'text': 'a'}, 'action': {'catalog_id': 'c',"
                        + " 'sections': ["
                        + section(n / 2) + ", " + section(n - n / 2) + "]}");
    }

    private static String order(String reference, int items, int name, int description) {
        String one = "{'retailer_id': 'p', 'name': '" + text(name) + "', 'amount': {'value': 100, 'offset': 100},"
                + " 'quantity': 1}";
        return interactive(
                "order_details",
                "'body': {'text': 'a'}, 'action': {'name': 'review_and_pay', 'parameters': {'reference_id': '"
                        + reference + "', 'type': 'physical-goods', 'currency': 'EUR', 'total_amount': {'value': "
                        + (100 * items + 19) + ", 'offset': 100}, 'order': {'status': 'pending', 'items': "
                        + list(items, i -> one) + ", 'subtotal': {'value': " + 100 * items
                        + ", 'offset': 100}, 'tax': {'value': 19, 'offset': 100, 'description': '"
                        + text(description) + "'}}}}");
    }

    private static String address(String more) {
        return interactive(
                "address_message",
                "'body': {'text': 'a'}, 'action': {'name': 'address_message', 'parameters': {'country': 'DE'" + more
                        + "}}");
    }

    private static String template(String components) {
        return send(
                "template", "'template': {'name': 't', 'language': {'code': 'en'}, 'components': " + components + "}");
    }

    private static String creation(String name, String components) {
        return "{'name': '" + name + "', 'language': 'en', 'category': 'UTILITY', 'components': [" + components + "]}";
    }
}
