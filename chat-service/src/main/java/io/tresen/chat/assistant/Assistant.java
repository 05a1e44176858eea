package io.tresen.chat.assistant;

import java.util.Optional;

/** Answers a shopper: the same situation and message always get the same answer (INTERFACE 5). */
public final class Assistant {

    private Assistant() {}

    /** The answer while the assistant has the floor. */
    public static Outcome answer(Situation situation, Inbound inbound, Lookups lookups) {
        Turn turn = new Turn(situation, lookups);
        if (!inbound.wantsAnswer()) {
            return turn.outcome();
        }
        if (situation.first()) {
            turn.say(disclosure(situation));
        }
        if (inbound instanceof Inbound.Said said) {
            said(turn, said.text());
        } else if (inbound instanceof Inbound.Tapped tap) {
            tapped(turn, tap);
        } else if (inbound instanceof Inbound.AddressGiven given) {
            AddressTalk.given(turn, given);
        } else if (inbound instanceof Inbound.CartSent sent) {
            cartSent(turn, sent);
        } else if (inbound instanceof Inbound.PictureSent) {
            notRead(turn, "picture.notread");
        } else if (inbound instanceof Inbound.PlaceSent) {
            notRead(turn, "place.notread");
        } else if (inbound instanceof Inbound.Unread) {
            notRead(turn, "unread");
        }
        return turn.outcome();
    }

    /**
     * What holds even while the assistant is silent, without a word: STOP, START, a yes to the terms, an answer to a transfer.
     * Words are said only where a tap on our own notice leads nowhere without them: the page for the PIN, the terms, that a wish
     * to hear of a product was heard.
     */
    public static Outcome silently(Situation situation, Inbound inbound, Lookups lookups) {
        Turn turn = new Turn(situation, lookups);
        if (inbound instanceof Inbound.Said said && MenuWords.isStop(said.text())) {
            turn.change(new Change.AllowMarketing(false));
        } else if (inbound instanceof Inbound.Said said && MenuWords.isStart(said.text())) {
            turn.change(new Change.AllowMarketing(true));
        } else if (inbound instanceof Inbound.Tapped tap
                && tap.id().equals(ChoiceId.CONSENT)
                && ConsentTalk.knowsTerms(turn, tap)) {
            ConsentTalk.silently(turn);
        } else if (inbound instanceof Inbound.Tapped tap && tap.offered()) {
            silently(turn, tap);
        }
        return turn.outcome();
    }

    private static void silently(Turn turn, Inbound.Tapped tap) {
        ChoiceId choice = ChoiceId.of(tap.id());
        if (choice != null && choice.kind().equals(ChoiceId.NOTIFY)) {
            ProductTalk.wishInSilence(turn, choice.argument());
        } else {
            TransferTalk.silently(turn, new Flow.Held(tap.id(), tap.about(), tap.offered(), null));
        }
    }

    /** That it is automatic: said at the start, and again after a person handed back. */
    public static Reply disclosure(Situation situation) {
        String shop = situation.shop().name();
        return Messages.text(Phrases.of(situation.language()).text("disclosure", shop))
                .marked(NoticeMark.of("disclosure"));
    }

    /** The sheet of a product that the shop shows; empty for any other. */
    public static Optional<Reply> sheet(Situation situation, Lookups lookups, String retailerId) {
        return lookups.productJustNamed(retailerId)
                .filter(Product::visible)
                .map(product -> ProductTalk.sheet(new Turn(situation, lookups), product));
    }

    private static void said(Turn turn, String text) {
        boolean stopped = !turn.is.marketingAllowed();
        if (MenuWords.isStop(text)) {
            if (!stopped) { // acknowledged once
                turn.change(new Change.AllowMarketing(false));
                turn.say("stop.done");
            }
            return;
        }
        if (MenuWords.isStart(text) && stopped) {
            turn.change(new Change.AllowMarketing(true));
            turn.say("start.done");
            return;
        }
        String choice = MenuWords.choice(text);
        if (turn.flow().step() == Step.CODE) {
            turn.flow(turn.flow().at(Step.NONE));
            if (choice == null || CostTalk.isCode(turn, text)) {
                CostTalk.code(turn, text);
                return;
            }
        }
        if (turn.flow().question() != null) {
            if (choice == null) {
                WalletTalk.typed(turn, text);
                return;
            }
            turn.flow(turn.flow().at(Step.NONE));
        }
        boolean word = choice != null && (turn.is.shop().hasWallets() || !choice.equals(MenuWords.WALLET));
        if (!word) {
            Browsing.search(turn, text);
        } else if (choice.equals(MenuWords.MENU)) {
            turn.showMenu();
        } else {
            tapped(turn, new Inbound.Tapped(choice, null, false));
        }
        if (turn.is.first() && !turn.menuShown()) {
            turn.showMenu();
        }
    }

    /** What only a person can make something of. */
    private static void notRead(Turn turn, String key) {
        turn.sayWith(key, turn.choice("human", "human.button"), turn.choice("menu:help", "menu.help"));
    }

    static void cartSent(Turn turn, Inbound.CartSent sent) {
        if (!turn.is.shop().cartEnabled()) {
            HiddenTalk.cart(turn);
        } else if (!ConsentTalk.holds(turn, new Flow.Held(null, null, false, sent))) {
            CartTalk.sent(turn, sent);
        }
    }

    /** Carries out a tap. */
    static void tapped(Turn turn, Inbound.Tapped tap) {
        if (turn.flow().question() != null || turn.flow().step() == Step.CODE) {
            turn.flow(turn.flow().at(Step.NONE)); // what is typed next is about something else
        }
        String id = tap.id();
        String about = tap.about();
        ChoiceId choice = ChoiceId.of(id);
        if (choice == null) {
            return; // offered by somebody else's message: theirs to answer
        }
        if (HiddenTalk.answers(turn, choice, tap.offered())) {
            return;
        }
        if (choice.needsConsent() && ConsentTalk.holds(turn, new Flow.Held(id, about, tap.offered(), null))) {
            return;
        }
        String argument = choice.argument();
        switch (choice.kind()) {
            case "menu:catalog" -> Browsing.catalog(turn, 0);
            case "menu:cart", "cart:show" -> CartTalk.show(turn, 0);
            case "menu:orders" -> OrderTalk.list(turn, null);
            case "menu:wallet" -> WalletTalk.show(turn);
            case "menu:help" -> Browsing.help(turn);
            case "collection" -> Browsing.shelf(turn, new Shelf.Collection(argument), null);
            case "category" -> Browsing.shelf(turn, Shelf.Category.named(argument), null);
            case "page" -> page(turn, PageCursor.read(argument));
            case "product" -> ProductTalk.sheet(turn, argument);
            case ChoiceId.NOTIFY -> ProductTalk.wish(turn, argument);
            case "add" -> CartTalk.add(turn, argument);
            case "qty" -> CartTalk.quantity(turn, argument);
            case "remove" -> CartTalk.remove(turn, argument);
            case "line" -> CartTalk.line(turn, argument);
            case "cart:clear" -> CartTalk.clear(turn);
            case "cart:code" -> CostTalk.askCode(turn);
            case "cart:checkout" -> CheckoutTalk.checkout(turn);
            case "cart:confirm" -> CheckoutTalk.confirm(turn);
            case "pay:now", "pay:wallet", "pay:cod" ->
                CheckoutTalk.pay(turn, PaymentWay.ofChoice(id).orElseThrow(), about);
            case "wallet:send" -> WalletTalk.ask(turn, TransferKind.SEND);
            case "wallet:request" -> WalletTalk.ask(turn, TransferKind.REQUEST);
            case ChoiceId.TRANSFER -> TransferTalk.tapped(turn, argument);
            case "order" -> OrderTalk.status(turn, argument);
            case "address" -> AddressTalk.correct(turn, argument);
            case "cancel" -> OrderTalk.cancel(turn, argument);
            case ChoiceId.CONSENT -> ConsentTalk.accepted(turn, tap);
            case "human" -> {
                turn.change(new Change.CallHuman());
                turn.say("human.called");
            }
            default -> throw new IllegalStateException("No answer to " + choice.kind());
        }
    }

    private static void page(Turn turn, PageCursor cursor) {
        if (cursor == null) {
            turn.showMenu();
            return;
        }
        switch (cursor.list()) {
            case PageCursor.GROUPS -> Browsing.catalog(turn, cursor.offset());
            case PageCursor.CART -> CartTalk.show(turn, cursor.offset());
            case PageCursor.ORDERS -> OrderTalk.list(turn, cursor.behind());
            default -> Browsing.shelf(turn, cursor.shelf(), cursor.product());
        }
    }
}
