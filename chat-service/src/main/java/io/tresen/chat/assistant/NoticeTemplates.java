package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The built-in templates of our own notices, {@code tresen_<kind>}: every business has them in both languages, and makes the same
 * ones at Meta. So what a template has is fixed: one body and the same buttons whatever a notice offers. Components and their
 * examples are those of Meta's file (operation createTemplate).
 */
public final class NoticeTemplates {

    private static final String KEY = "notice.";
    /** Behind a phrase: the words of a notice that has not what the buttons of its template need. */
    private static final String PLAIN = ".plain";

    private static final Pattern ARGUMENT = Pattern.compile("\\{([0-9])}");
    private static final Set<String> MARKETING = Set.of("notice.back_in_stock");

    private static final List<NoticeButton> STATUS = List.of(new NoticeButton("order", "order.button"));
    private static final List<NoticeButton> PAY = List.of(NoticeButton.pay());
    private static final List<NoticeButton> CART = List.of(new NoticeButton("cart:show", "cart.button"));
    private static final List<NoticeButton> TAKE_BACK =
            List.of(new NoticeButton("transfer:cancel", "transfer.cancel.button"));
    private static final List<NoticeButton> NEW_TOTAL =
            List.of(new NoticeButton("cart:confirm", "confirm.button"), new NoticeButton("cart:show", "cart.button"));
    private static final NoticeButton DECLINE = new NoticeButton("transfer:decline", "transfer.decline.button");

    /** By phrase; none for any other. */
    private static final Map<String, List<NoticeButton>> BUTTONS = Map.ofEntries(
            Map.entry("order_confirmation", STATUS),
            Map.entry("order_confirmation.receipt", STATUS),
            Map.entry("shipping", STATUS),
            Map.entry("payment_request", PAY),
            Map.entry("payment_failed", PAY),
            Map.entry("sold_out", List.of(new NoticeButton("notify", "notify.button"))),
            Map.entry("sold_out.order", List.of(new NoticeButton("notify", "notify.button"))),
            Map.entry("sold_out.few", List.of(new NoticeButton("qty", "take.button"))),
            Map.entry("price_changed", NEW_TOTAL),
            Map.entry("discount_declined", NEW_TOTAL),
            Map.entry("address_declined", List.of(new NoticeButton("cart:checkout", "retry.button"))),
            Map.entry("checkout_declined", CART),
            Map.entry("checkout_declined.gone", CART),
            Map.entry("checkout_declined.nothing", List.of(new NoticeButton("menu:catalog", "catalog.button"))),
            Map.entry("back_in_stock", List.of(new NoticeButton("product", "line.product"))),
            Map.entry(
                    "payment_request.transfer",
                    List.of(new NoticeButton("transfer:pay", "transfer.pay.button"), DECLINE)),
            Map.entry(
                    "transfer.offered",
                    List.of(new NoticeButton("transfer:accept", "transfer.accept.button"), DECLINE)),
            Map.entry("transfer.requested", TAKE_BACK),
            Map.entry("transfer.held", TAKE_BACK),
            Map.entry("transfer.refused", List.of(new NoticeButton("menu:wallet", "menu.wallet"))));

    private NoticeTemplates() {}

    /** All of them. @param origin where the platform's pages are, without a slash at the end */
    public static List<Template> all(String origin) {
        List<Template> all = new ArrayList<>();
        for (Language language : Language.values()) {
            for (String key : Phrases.of(language).keys()) {
                if (key.startsWith(KEY)) {
                    all.add(template(key.substring(KEY.length()), language, origin));
                }
            }
        }
        return all;
    }

    /** The name of a phrase's template. @param phrase its key behind {@code notice.} */
    static String name(String phrase) {
        return "tresen_" + phrase.replace('.', '_');
    }

    /** The buttons of a phrase's template. */
    static List<NoticeButton> buttons(String phrase) {
        return BUTTONS.getOrDefault(phrase, List.of());
    }

    /** The phrase whose template says a notice: its own, or the plain one where it has not what the buttons need. */
    static String phrase(Notice notice) {
        String plain = notice.phrase() + PLAIN;
        boolean whole = buttons(notice.phrase()).stream()
                .allMatch(it -> it.parameter(notice).isPresent());
        return whole || !Phrases.of(Language.EN).has(KEY + plain) ? notice.phrase() : plain;
    }

    private static Template template(String phrase, Language language, String origin) {
        Phrases words = Phrases.of(language);
        String name = name(phrase);
        ArrayNode components = JsonNodeFactory.instance.arrayNode();
        body(components.addObject(), phrase, words, origin);
        if (!buttons(phrase).isEmpty()) {
            ArrayNode list = components.addObject().put("type", "BUTTONS").putArray("buttons");
            buttons(phrase).forEach(it -> it.create(list.addObject(), words, origin));
        }
        return new Template(
                name + '_' + language.code(),
                name,
                language.code(),
                MARKETING.contains(KEY + phrase) ? Template.Category.MARKETING : Template.Category.UTILITY,
                Template.Status.APPROVED,
                components);
    }

    private static void body(ObjectNode body, String phrase, Phrases words, String origin) {
        String text = ARGUMENT.matcher(words.text(KEY + phrase))
                .replaceAll(place -> "{{" + (Integer.parseInt(place.group(1)) + 1) + "}}");
        body.put("type", "BODY").put("text", text);
        List<String> examples = NoticeExamples.of(phrase, words, origin);
        if (!examples.isEmpty()) {
            ArrayNode values = body.putObject("example").putArray("body_text").addArray();
            examples.forEach(values::add);
        }
    }
}
