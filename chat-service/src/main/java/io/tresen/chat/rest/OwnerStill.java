package io.tresen.chat.rest;

import io.tresen.chat.StaffMembers;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Holds the owner who calls in their role until the transaction ends. Their token may be good for some seconds after they were
 * removed or became an agent; what they let in meanwhile would outlast it.
 */
@ApplicationScoped
class OwnerStill {

    private final StaffMembers staff;
    private final Caller caller;

    OwnerStill(StaffMembers staff, Caller caller) {
        this.staff = staff;
        this.caller = caller;
    }

    /** Programs pass. @throws io.tresen.messaging.RejectedException 403 for a person who is no owner any more */
    void check(Tx tx) {
        if (caller.token().staffRole() != null && !staff.holdOwner(tx, caller.businessId(), caller.subject())) {
            throw Problem.standard(403).exception();
        }
    }
}
