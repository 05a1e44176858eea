package io.tresen.chat.whatsapp;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long what waits waits (ADR 11). */
@ApplicationScoped
public class SendWaits {

    /** After this a message is given up: the 24 hours that it was meant for are over. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Duration first;
    private final Duration silence;
    private final Duration lastSilence;

    SendWaits(
            @ConfigProperty(name = "tresen.whatsapp.first-wait", defaultValue = "1s") Duration first,
            @ConfigProperty(name = "tresen.whatsapp.silence", defaultValue = "1m") Duration silence,
            @ConfigProperty(name = "tresen.whatsapp.last-silence", defaultValue = "10m") Duration lastSilence) {
        this.first = first;
        this.silence = silence;
        this.lastSilence = lastSilence;
    }

    /** Before the next attempt: 4^n seconds (Meta's advice for 131056), at most 10 minutes. @param attempts so far, at least 1 */
    Duration again(int attempts) {
        Duration wait = first.multipliedBy(1L << Math.min(20, 2 * (attempts - 1)));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** Until when a status is waited for that tells what came of an attempt. @param silences of earlier attempts */
    Instant heardBy(Instant begun, int silences) {
        return begun.plus(silences == 0 ? silence : lastSilence);
    }
}
