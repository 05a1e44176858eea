package io.tresen.chat.assistant;

import java.util.List;

/** Consent to the business terms: one tap, and the tap that was held back is carried out (INTERFACE 5). */
final class ConsentTalk {

    private ConsentTalk() {}

    /** True when the terms have to be accepted first; then they were asked for and the tap is kept. */
    static boolean holds(Turn turn, Flow.Held tap) {
        if (turn.is.consented()) {
            return false;
        }
        turn.flow(turn.flow().holding(tap));
        Shop shop = turn.is.shop();
        String terms = shop.terms() == null ? turn.words.text("consent.terms", shop.name()) : shop.terms();
        turn.say(Messages.buttons(
                        terms + "\n\n" + turn.words.text("consent.ask"),
                        List.of(turn.choice(ChoiceId.CONSENT, "consent.button")))
                .marked(NoticeMark.of("consent_needed")));
        return true;
    }

    static void accepted(Turn turn) {
        Flow.Held tap = turn.flow().held();
        turn.flow(turn.flow().holding(null));
        turn.change(new Change.AcceptTerms(turn.is.shop().termsVersion()));
        if (tap == null) {
            turn.say("consent.done");
            return;
        }
        Turn after = turn.consenting();
        if (tap.order() != null) {
            CartTalk.sent(after, tap.order());
        } else {
            Assistant.tapped(after, tap.choice(), tap.about());
        }
        turn.takeOver(after);
    }
}
