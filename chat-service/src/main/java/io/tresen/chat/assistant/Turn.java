package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.util.ArrayList;
import java.util.List;

/** One message being answered: what is known, and what has been decided so far. */
final class Turn {

    final Situation is;
    final Lookups lookups;
    final Phrases words;

    private final List<Reply> replies = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private Cart cart;
    private Flow flow;
    private boolean menuShown;

    Turn(Situation situation, Lookups lookups) {
        this.is = situation;
        this.lookups = lookups;
        this.words = Phrases.of(situation.language());
        this.cart = situation.cart();
        this.flow = situation.flow();
    }

    Cart cart() {
        return cart;
    }

    /** Changes the cart, so that address and payment have to be asked for again. */
    void cart(Cart changed) {
        if (!changed.equals(cart)) {
            cart = changed;
            flow = flow.changedCart();
        }
    }

    /** As {@link #cart(Cart)} where the same things are bought with the same code: prices and total told for them hold on. */
    void sameCart(Cart knownBetter) {
        Flow before = flow;
        cart(knownBetter);
        flow = flow.toldAs(before);
    }

    Flow flow() {
        return flow;
    }

    void flow(Flow next) {
        flow = next;
    }

    void say(Reply reply) {
        replies.add(reply);
    }

    void say(String key, Object... arguments) {
        say(Messages.text(words.text(key, arguments)));
    }

    /** Says a phrase with the choices among these that lead to something in this shop. */
    void sayWith(String key, Choice... choices) {
        say(reply(words.text(key), choices));
    }

    /** A text with the choices among these that lead to something in this shop. */
    Reply reply(String body, Choice... choices) {
        List<Choice> open = open(List.of(choices));
        return open.isEmpty() ? Messages.text(body) : Messages.buttons(body, open);
    }

    /** The choices without those of a catalog, cart or wallet that the shop does without. */
    List<Choice> open(List<Choice> choices) {
        return choices.stream().filter(it -> isOpen(ChoiceId.of(it.id()))).toList();
    }

    private boolean isOpen(ChoiceId id) {
        return (is.shop().catalogVisible() || !id.browses())
                && (is.shop().cartEnabled() || !id.needsCart())
                && (is.shop().hasWallets() || !id.needsWallet());
    }

    void change(Change change) {
        changes.add(change);
    }

    boolean menuShown() {
        return menuShown;
    }

    void showMenu() {
        menuShown = true;
        say(Browsing.menu(this));
    }

    Choice choice(String id, String key, Object... arguments) {
        return Choice.of(id, words.text(key, arguments));
    }

    String price(Money price) {
        return PriceFormat.format(price, is.language());
    }

    String price(long amountMinor) {
        return price(new Money(amountMinor, is.shop().currency()));
    }

    /** The same turn, seen by a shopper who has accepted the terms. */
    Turn consenting() {
        Situation accepted = new Situation(
                is.shop(),
                is.language(),
                is.conversationId(),
                is.first(),
                true,
                is.marketingAllowed(),
                is.onFile(),
                cart,
                flow,
                is.checkoutNumber(),
                is.waId(),
                is.position(),
                is.now());
        return new Turn(accepted, lookups);
    }

    /** Takes over what another turn decided after this one. */
    void takeOver(Turn after) {
        replies.addAll(after.replies);
        changes.addAll(after.changes);
        cart = after.cart;
        flow = after.flow;
        menuShown |= after.menuShown;
    }

    Outcome outcome() {
        return new Outcome(List.copyOf(replies), cart, flow, List.copyOf(changes));
    }
}
