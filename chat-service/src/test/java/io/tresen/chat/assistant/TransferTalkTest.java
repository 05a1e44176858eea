package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.chat.assistant.TransferFacts.State;
import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taps on a transfer, by both of its sides in each of its states. */
class TransferTalkTest {

    private static final UUID ID = UUID.fromString("0190aaaa-0000-7000-8000-0000deadbeef");
    private static final UUID FOREIGN = UUID.fromString("0190aaaa-0000-7000-8000-0000deadbee0");

    private final KnownShop shop = new KnownShop();

    private Talk after(TransferKind kind, boolean pays, State state, Language language) {
        shop.transfers.put(ID, new TransferFacts(ID, kind, pays, state));
        return new Talk(shop, language).consenting();
    }

    /** What each tap does: what is answered to payment-service, "page" for a link, "" for words alone. */
    private String outcome(Talk talk, String what) {
        talk.tapsAgain("transfer:" + what + ":" + ID, null);
        List<String> did = new ArrayList<>();
        talk.changes()
                .forEach(change ->
                        did.add(((Change.AnswerTransfer) change).answer().name()));
        if (talk.texts().contains("/payments/v1/wallet/")) {
            did.add("page");
        }
        assertFalse(talk.replies().isEmpty());
        assertTrue(did.size() < 2, did.toString());
        return did.isEmpty() ? "" : did.get(0);
    }

    @Test
    void everyTapOfEachSideInEachState() {
        for (State state : State.values()) {
            for (TransferKind kind : TransferKind.values()) {
                for (boolean pays : new boolean[] {true, false}) {
                    boolean sends = kind == TransferKind.SEND;
                    boolean began = pays == sends;
                    boolean beforePin = state == State.SUBMITTED || state == State.REQUESTED;
                    boolean pending = state == State.PENDING;
                    String at = kind + " " + state + " by the " + (pays ? "payer" : "payee");
                    Talk talk = after(kind, pays, state, Language.EN);
                    assertEquals(pays && beforePin ? "page" : "", outcome(talk, "pay"), "pay " + at);
                    assertEquals(sends && !pays && pending ? "ACCEPTED" : "", outcome(talk, "accept"), "accept " + at);
                    boolean asked = sends ? !pays && pending : pays && state == State.REQUESTED;
                    assertEquals(asked ? "DECLINED" : "", outcome(talk, "decline"), "decline " + at);
                    assertEquals(
                            began && (beforePin || pending) ? "CANCELLED" : "",
                            outcome(talk, "cancel"),
                            "cancel " + at);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void anOldButtonIsAnsweredKindly(Language language) {
        Talk talk = after(TransferKind.REQUEST, true, State.POSTED, language);
        talk.tapsAgain("transfer:pay:" + ID, null);
        assertTrue(talk.body().contains("DEADBEEF"), talk.body());
        assertTrue(talk.body().contains(language == Language.DE ? "schon bezahlt" : "already paid"), talk.body());
        assertFalse(talk.texts().contains("/payments/v1/wallet/"));
    }

    @Test
    void aTransferOfOthersOrNonsenseIsNotFound() {
        for (String id :
                List.of("transfer:pay:" + FOREIGN, "transfer:accept:x", "transfer:steal:" + ID, "transfer:pay")) {
            Talk talk = after(TransferKind.SEND, true, State.REQUESTED, Language.EN);
            talk.tapsAgain(id, null);
            assertEquals(List.of(), talk.changes(), id);
            assertTrue(talk.texts().contains("can't find this transfer"), id + talk.texts());
        }
    }

    @Test
    void aTransferCountsOnlyWhereItWasShown() {
        assertFalse(ChoiceId.isDeepLink("transfer:accept:" + ID));
        assertTrue(ChoiceId.isDeepLink("wallet:send") && ChoiceId.isDeepLink("menu:wallet"));
    }

    @Test
    void takingMoneyNeedsTheTermsAndANoDoesNot() {
        shop.transfers.put(ID, new TransferFacts(ID, TransferKind.SEND, false, State.PENDING));
        Talk talk = new Talk(shop, Language.EN).tapsAgain("transfer:accept:" + ID, null);
        assertEquals(List.of(), talk.changes());
        talk.taps("consent:accept");
        assertTrue(talk.changes().contains(new Change.AnswerTransfer(ID, TransferAnswer.ACCEPTED)));
        Talk no = new Talk(shop, Language.EN).tapsAgain("transfer:decline:" + ID, null);
        assertEquals(List.of(new Change.AnswerTransfer(ID, TransferAnswer.DECLINED)), no.changes());
    }

    @Test
    void aSilentAssistantPassesTheAnswerOnWithoutAWord() {
        shop.transfers.put(ID, new TransferFacts(ID, TransferKind.SEND, false, State.PENDING));
        Outcome outcome = silently(situation(true, Flow.START), "transfer:accept:" + ID, null);
        assertEquals(List.of(new Change.AnswerTransfer(ID, TransferAnswer.ACCEPTED)), outcome.changes());
        assertEquals(List.of(), outcome.replies());
        Outcome no = silently(situation(false, Flow.START), "transfer:decline:" + ID, null);
        assertEquals(List.of(new Change.AnswerTransfer(ID, TransferAnswer.DECLINED)), no.changes());
        assertEquals(List.of(), no.replies());
    }

    @Test
    void thePayButtonOfOurNoticeLeadsToThePageEvenThen() {
        shop.transfers.put(ID, new TransferFacts(ID, TransferKind.REQUEST, true, State.REQUESTED));
        Outcome outcome = silently(situation(true, Flow.START), "transfer:pay:" + ID, null);
        assertEquals(List.of(), outcome.changes());
        assertTrue(outcome.replies().get(0).message().toString().contains("/payments/v1/wallet/ticket-1"));
        shop.transfers.put(ID, new TransferFacts(ID, TransferKind.REQUEST, true, State.POSTED));
        assertEquals(
                List.of(),
                silently(situation(true, Flow.START), "transfer:pay:" + ID, null)
                        .replies());
    }

    @Test
    void whatNeedsTheTermsGetsThemEvenThenAndCountsAfterTheYes() {
        shop.transfers.put(ID, new TransferFacts(ID, TransferKind.SEND, false, State.PENDING));
        Outcome held = silently(situation(false, Flow.START), "transfer:accept:" + ID, null);
        assertEquals(List.of(), held.changes());
        Reply terms = held.replies().get(0);
        assertEquals("consent_needed", terms.notice().kind());
        Outcome yes = silently(situation(false, held.flow()), ChoiceId.CONSENT, terms.about());
        assertEquals(
                List.of(
                        new Change.AcceptTerms(KnownShop.shop().termsVersion()),
                        new Change.AnswerTransfer(ID, TransferAnswer.ACCEPTED)),
                yes.changes());
        assertEquals(List.of(), yes.replies());
        assertEquals(null, yes.flow().held());
    }

    private Outcome silently(Situation situation, String id, String about) {
        return Assistant.silently(situation, new Inbound.Tapped(id, about, true), shop);
    }

    @Test
    void bothSidesReadTheSameEntryAndNobodysName() {
        Money amount = new Money(1_250, "EUR");
        TransferEntry payer = new TransferEntry(ID, amount, true, new OtherSide.Another(KnownShop.BOB));
        TransferEntry payee = new TransferEntry(ID, amount, false, new OtherSide.Another(KnownShop.ADA));
        TransferEntry toShop = new TransferEntry(ID, amount, true, new OtherSide.Shop());
        assertEquals(
                "Überweisung DEADBEEF über 12,50 € von dir an eine andere Person (…0002) ist gutgeschrieben. Das Geld ist angekommen.",
                text(payer, "posted", Language.DE));
        assertEquals(
                "Überweisung DEADBEEF über 12,50 € von einer anderen Person (…0001) an dich ist gutgeschrieben. Das Geld ist angekommen.",
                text(payee, "posted", Language.DE));
        assertEquals(
                "Transfer DEADBEEF of €12.50 from you to the shop is booked. The money has arrived.",
                text(toShop, "posted", Language.EN));
        TransferEntry gone = new TransferEntry(ID, amount, true, new OtherSide.Gone());
        assertEquals(
                "Transfer DEADBEEF of €12.50 from you to another shopper is booked. The money has arrived.",
                text(gone, "posted", Language.EN));
        assertEquals(
                "Überweisung DEADBEEF über 12,50 € von dir an eine andere Person ist gutgeschrieben. Das Geld ist angekommen.",
                text(gone, "posted", Language.DE));
        assertEquals(
                "Transfer DEADBEEF of €12.50 from another shopper (…0001) to you has expired. Nothing is paid.",
                text(payee, "expired", Language.EN));
    }

    @Test
    void outsideTheWindowItIsTheTemplateOfItsKind() {
        Reply reply = NoticeMessages.of(
                new TransferEntry(ID, new Money(1, "EUR"), true, new OtherSide.Another(KnownShop.BOB))
                        .notice("payment_request", "payment_request.transfer", Language.DE)
                        .offering(List.of(
                                TransferTalk.pay(ID, Phrases.of(Language.DE)),
                                TransferTalk.decline(ID, Phrases.of(Language.DE)))),
                Language.DE,
                false);
        assertEquals("payment_request", reply.notice().kind());
        assertEquals(
                "tresen_payment_request_transfer",
                reply.message().at("/template/name").asText());
        assertEquals(List.of("transfer:pay:" + ID, "transfer:decline:" + ID), reply.choices());
    }

    private static String text(TransferEntry entry, String end, Language language) {
        return NoticeMessages.of(entry.notice("transfer", "transfer." + end, language), language, true)
                .message()
                .at("/text/body")
                .asText();
    }

    private static Situation situation(boolean consented, Flow flow) {
        return new Situation(
                KnownShop.shop(PaymentWay.WALLET),
                Language.DE,
                Talk.ID,
                false,
                consented,
                true,
                null,
                Cart.EMPTY,
                flow,
                0,
                KnownShop.ADA,
                1,
                KnownShop.NOON);
    }
}
