package io.tresen.chat.assistant;

import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.util.List;
import java.util.UUID;

/** The shopper's wallet: its page, and how money is sent or asked for. No PIN is ever typed here. */
final class WalletTalk {

    private WalletTalk() {}

    /** What can be done, the number to give away, and the page. */
    static void show(Turn turn) {
        turn.say(Messages.buttons(
                turn.words.text("wallet.body", turn.is.shop().name(), turn.is.waId()),
                List.of(
                        turn.choice("wallet:send", "wallet.send.button"),
                        turn.choice("wallet:request", "wallet.ask.button"))));
        page(turn, "wallet.page");
    }

    /** Leads to the wallet's page; {@code key}: what for. */
    static void page(Turn turn, String key) {
        turn.say(Messages.link(turn.words.text(key), turn.words.text("wallet.button"), turn.lookups.walletPage()));
    }

    static void ask(Turn turn, TransferKind kind) {
        turn.flow(turn.flow().asking(new TransferQuestion(kind, false)));
        String key = kind == TransferKind.SEND ? "wallet.send.ask" : "wallet.request.ask";
        turn.say(key, example(turn), turn.is.waId());
    }

    /** The text after {@link #ask}. */
    static void typed(Turn turn, String text) {
        TransferQuestion asked = turn.flow().question();
        turn.flow(turn.flow().at(Step.NONE));
        String again = asked.kind() == TransferKind.SEND ? "wallet:send" : "wallet:request";
        if (MenuWords.isNeverMind(text)) {
            turn.showMenu();
        } else if (!turn.is.shop().hasWallets() || !turn.is.consented()) {
            Assistant.tapped(turn, new Inbound.Tapped(again, null, false)); // switched off, or other terms meanwhile
        } else {
            wanted(turn, asked, WantedTransfer.read(text, turn.is.shop().currency(), turn.is.language()));
        }
    }

    private static void wanted(Turn turn, TransferQuestion asked, WantedTransfer wanted) {
        if (wanted == null) {
            unclear(turn, asked, "wallet.notread", example(turn));
        } else if (wanted.number() != null) {
            toSomebody(turn, asked, wanted);
        } else if (asked.kind() == TransferKind.REQUEST) {
            unclear(turn, asked, "wallet.notshop", example(turn));
        } else {
            submit(turn, asked.kind(), null, wanted);
        }
    }

    private static void toSomebody(Turn turn, TransferQuestion asked, WantedTransfer wanted) {
        Counterpart found = turn.lookups.counterpart(wanted.number());
        if (found instanceof Counterpart.TooMany) {
            turn.say("wallet.toomany");
            turn.showMenu();
        } else if (found instanceof Counterpart.PhonesClosed) {
            unclear(turn, asked, "wallet.nophones", wanted.number());
        } else if (!(found instanceof Counterpart.Known known)) {
            unclear(turn, asked, "wallet.nobody", wanted.number());
        } else if (known.waId().equals(turn.is.waId())) {
            unclear(turn, asked, "wallet.oneself", example(turn));
        } else {
            submit(turn, asked.kind(), known.shopperId(), wanted);
        }
    }

    /** Says what is wrong, and asks once more; after that it is left at that. */
    private static void unclear(Turn turn, TransferQuestion asked, String key, String argument) {
        turn.say(key, argument);
        if (asked.again()) {
            turn.showMenu();
        } else {
            turn.flow(turn.flow().asking(new TransferQuestion(asked.kind(), true)));
        }
    }

    /** What is wanted goes to payment-service. @param other null for the shop */
    private static void submit(Turn turn, TransferKind kind, UUID other, WantedTransfer wanted) {
        UUID id = Ids.v5(turn.is.conversationId(), "transfer:" + turn.is.position());
        Money amount = new Money(wanted.amountMinor(), turn.is.shop().currency());
        turn.change(new Change.SubmitTransfer(id, kind, other, amount));
        boolean sends = kind == TransferKind.SEND;
        TransferEntry entry = new TransferEntry(
                id, amount, sends, other == null ? new OtherSide.Shop() : new OtherSide.Typed(wanted.number()));
        String said = turn.words.text(
                sends ? "wallet.send.done" : "wallet.request.done",
                entry.arguments(turn.words).toArray());
        turn.say(Messages.buttons(said, List.of(TransferTalk.cancel(id, turn.words))));
        if (sends) {
            page(turn, "wallet.pin");
        }
    }

    private static String example(Turn turn) {
        return WantedTransfer.example(turn.is.shop().currency(), turn.is.language());
    }
}
