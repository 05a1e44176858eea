package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.message.MetaFile;
import io.tresen.chat.message.RequestReading;
import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the assistant and the notices say is what a business app might send: our rules take it, and so does Meta's file. */
class OurMessagesTest {

    private final Optional<MetaFile> meta = MetaFile.load();
    private final List<String> types = new ArrayList<>();

    @Test
    void everyAnswerOfAWholePurchaseIsAMessageOfMetas() {
        for (Language language : Language.values()) {
            KnownShop shop = new KnownShop().goods("cup", "Cup", 900).service("class", "Tea class", 4_900);
            for (int i = 0; i < 25; i++) {
                shop.goods("tea-" + i, "Tea number " + i, 490 + i);
            }
            Talk talk = new Talk(shop, language).taking(PaymentWay.CARD, PaymentWay.COD);
            check(talk.says("hello"));
            check(talk.deepLink("menu:catalog"));
            check(talk.taps("consent:accept"));
            for (String id : List.of(
                    "product:cup",
                    "add:cup",
                    "add:class",
                    "cart:show",
                    "line:cup",
                    "menu:help",
                    "menu:orders",
                    "page:a.")) {
                check(talk.deepLink(id));
            }
            check(talk.says("tea"));
            check(talk.deepLink("cart:checkout"));
            check(talk.livesAt("1"));
            check(talk.livesAt("50667"));
            check(talk.taps("pay:now"));
            check(talk.says("STOP"));
            check(talk.deepLink("human"));
        }
        assertTrue(types.containsAll(List.of("text", "list", "button", "address_message")), types.toString());
    }

    @Test
    void everyNoticeIsAMessageOfMetasInBothForms() {
        ToPay toPay = new ToPay(
                "T00001",
                new Money(1_990, "EUR"),
                "http://localhost:8080/payments/v1/pay/token",
                List.of(new ToPay.Item("cup", "Cup", 2, 995, false)));
        for (Language language : Language.values()) {
            for (boolean inWindow : new boolean[] {true, false}) {
                Phrases words = Phrases.of(language);
                for (String key : words.keys()) {
                    if (key.startsWith("notice.")) {
                        Notice plain =
                                Notice.ofOrder(key.substring("notice.".length()), "T00001", "T00001", "19,90 €", "DHL");
                        check(NoticeMessages.of(plain, language, inWindow));
                        check(NoticeMessages.of(
                                plain.offering(List.of(Choice.of("notify:cup", "Cup"), Choice.of("human", "Help"))),
                                language,
                                inWindow));
                    }
                }
                Notice pay = Notice.ofOrder("payment_request", "T00001", "T00001", "19,90 €");
                check(NoticeMessages.of(pay.asking(toPay), language, inWindow));
                check(NoticeMessages.of(
                        pay.asking(new ToPay("T00001", toPay.total(), toPay.uri(), List.of())), language, inWindow));
                for (ToPay.Parts parts : List.of(
                        new ToPay.Parts(2_000, 490, 500, 0, 318, null),
                        new ToPay.Parts(1_600, 290, 200, 300, 0, null))) {
                    check(NoticeMessages.of(
                            pay.asking(new ToPay("T00001", toPay.total(), toPay.uri(), List.of(), parts)),
                            language,
                            inWindow));
                }
            }
        }
        assertTrue(types.containsAll(List.of("order_details", "template")), types.toString());
    }

    private void check(Talk talk) {
        talk.replies().forEach(this::check);
    }

    private void check(Reply reply) {
        ObjectNode sent = reply.message().deepCopy();
        sent.put("messaging_product", "whatsapp").put("to", "999000000000001");
        types.add(sent.at("/interactive/type").asText(sent.path("type").asText()));
        try {
            RequestReading.read(sent);
        } catch (io.tresen.messaging.RejectedException e) {
            throw new AssertionError(e.rejection().detail() + " in " + sent, e);
        }
        meta.ifPresent(it -> assertEquals("", it.faultsOfSend(sent), sent.toString()));
    }
}
