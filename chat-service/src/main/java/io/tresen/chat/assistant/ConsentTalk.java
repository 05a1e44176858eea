package io.tresen.chat.assistant;

import java.util.List;

/** Consent to the business terms: one tap, and the tap that was held back is carried out (INTERFACE 5). */
final class ConsentTalk {

    private ConsentTalk() {}

    private static final String ABOUT = "terms:";

    /** True when the terms have to be accepted first; then they were asked for and the tap is kept. */
    static boolean holds(Turn turn, Flow.Held tap) {
        if (turn.is.consented()) {
            return false;
        }
        turn.flow(turn.flow().holding(tap));
        ask(turn);
        return true;
    }

    private static void ask(Turn turn) {
        Shop shop = turn.is.shop();
        String terms = shop.terms() == null ? turn.words.text("consent.terms", shop.name()) : shop.terms();
        turn.flow(turn.flow().showing(shop.termsVersion()));
        turn.say(Messages.buttons(
                        terms + "\n\n" + turn.words.text("consent.ask"),
                        List.of(turn.choice(ChoiceId.CONSENT, "consent.button")))
                .marked(NoticeMark.of("consent_needed"))
                .about(ABOUT + shop.termsVersion()));
    }

    /**
     * True when the yes is to the terms that hold now: the tapped message is ours and showed them, or, for a tap without a
     * message, they were the last that we showed. A button of an app's message, or of older terms, says nothing of them.
     */
    static boolean knowsTerms(Turn turn, Inbound.Tapped tap) {
        String current = turn.is.shop().termsVersion();
        return tap.offered()
                ? (ABOUT + current).equals(tap.about())
                : current.equals(turn.flow().termsShown());
    }

    /** A yes while the assistant is silent; an answer to a transfer that waited for it counts now. */
    static void silently(Turn turn) {
        turn.change(new Change.AcceptTerms(turn.is.shop().termsVersion()));
        Flow.Held tap = turn.flow().held();
        ChoiceId choice = tap == null || tap.choice() == null ? null : ChoiceId.of(tap.choice());
        if (choice != null && choice.kind().equals(ChoiceId.TRANSFER)) {
            turn.flow(turn.flow().holding(null));
            Turn after = turn.consenting();
            TransferTalk.silently(after, tap);
            turn.takeOver(after);
        }
    }

    static void accepted(Turn turn, Inbound.Tapped yes) {
        if (!knowsTerms(turn, yes)) {
            if (turn.is.consented()) {
                turn.say("consent.done");
            } else {
                ask(turn);
            }
            return;
        }
        Flow.Held tap = turn.flow().held();
        turn.flow(turn.flow().holding(null));
        turn.change(new Change.AcceptTerms(turn.is.shop().termsVersion()));
        if (tap == null) {
            turn.say("consent.done");
            return;
        }
        Turn after = turn.consenting();
        if (tap.order() != null) {
            Assistant.cartSent(after, tap.order());
        } else {
            Assistant.tapped(after, new Inbound.Tapped(tap.choice(), tap.about(), tap.offered()));
        }
        turn.takeOver(after);
    }
}
