package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.Milestone;
import io.tresen.chat.Milestones;
import java.time.Duration;
import java.time.Instant;

/**
 * How long it took from nothing to here, in business time; seconds count from the registration. What is not reached is absent.
 *
 * @param completedAt when every step of the checklist was done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SetUpView(
        Instant registeredAt,
        Instant completedAt,
        Instant firstMessageDeliveredAt,
        Instant firstSaleAt,
        Long secondsToCompleted,
        Long secondsToFirstMessage,
        Long secondsToFirstSale) {

    static SetUpView of(Milestones.Reached reached) {
        return new SetUpView(
                reached.registeredAt(),
                reached.at(Milestone.SET_UP),
                reached.at(Milestone.FIRST_MESSAGE_DELIVERED),
                reached.at(Milestone.FIRST_SALE),
                seconds(reached.after(Milestone.SET_UP)),
                seconds(reached.after(Milestone.FIRST_MESSAGE_DELIVERED)),
                seconds(reached.after(Milestone.FIRST_SALE)));
    }

    private static Long seconds(Duration after) {
        return after == null ? null : after.toSeconds();
    }
}
