package io.tresen.chat;

import io.tresen.chat.assistant.Messages;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.Phrases;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Says that nobody is there when a shopper waits for a person outside the opening hours: once in each absence. */
@ApplicationScoped
class Away {

    private final OpeningTimes openings;

    Away(OpeningTimes openings) {
        this.openings = openings;
    }

    /** Answers, if it is time to. With the assistant off nothing answers by itself. */
    void answer(Tx tx, Instant now, Conversation conversation, Business business) {
        if (conversation.state() != Conversation.State.HUMAN || !business.assistantEnabled()) {
            return;
        }
        openings.find(tx, business.id())
                .filter(it -> it.hours().tellsAway(now, conversation.awayToldAt()))
                .ifPresent(it -> {
                    String text = it.awayMessage() != null
                            ? it.awayMessage()
                            : Phrases.of(business.languageOf(conversation.locale()))
                                    .text("away");
                    conversation.say(
                            Messages.text(text).marked(NoticeMark.of("away")),
                            StoredMessage.Author.ASSISTANT,
                            now,
                            null);
                    conversation.toldAway(now);
                });
    }
}
