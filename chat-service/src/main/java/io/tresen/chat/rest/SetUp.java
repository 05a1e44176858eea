package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.Milestone;
import io.tresen.chat.Milestones;
import io.tresen.chat.Progress;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Notes how far a business came: when a message reaches a shopper, and when somebody looks and every step is done. A step that
 * is done elsewhere (a product in the catalog) is so noticed at the next look.
 */
@ApplicationScoped
class SetUp implements Progress {

    private final Milestones milestones;
    private final Checklist checklist;
    private final Businesses businesses;
    private final BusinessClock clock;

    SetUp(Milestones milestones, Checklist checklist, Businesses businesses, BusinessClock clock) {
        this.milestones = milestones;
        this.checklist = checklist;
        this.businesses = businesses;
        this.clock = clock;
    }

    /** The steps and the times, as they are now. */
    record Look(List<BusinessView.Step> checklist, SetUpView times) {}

    Look look(Tx tx, Business business) {
        Milestones.Reached reached = milestones.of(tx, business.id());
        List<BusinessView.Step> steps = checklist.of(tx, business, reached);
        if (steps.stream().allMatch(BusinessView.Step::done)
                && milestones.reach(tx, business.id(), Milestone.SET_UP, clock.now())) {
            reached = milestones.of(tx, business.id());
        }
        return new Look(steps, SetUpView.of(reached));
    }

    @Override
    public void delivered(Tx tx, Set<UUID> businessIds) {
        for (UUID first : milestones.reach(tx, businessIds, Milestone.FIRST_MESSAGE_DELIVERED, clock.now())) {
            look(tx, businesses.get(tx, first));
        }
    }
}
