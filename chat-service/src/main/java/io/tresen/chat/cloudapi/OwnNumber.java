package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.message.MetaError;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Caller;
import jakarta.enterprise.context.ApplicationScoped;

/** The caller's own number and account; another's answers like one that does not exist: 100, subcode 33. */
@ApplicationScoped
class OwnNumber {

    private final Businesses businesses;
    private final Caller caller;

    OwnNumber(Businesses businesses, Caller caller) {
        this.businesses = businesses;
        this.caller = caller;
    }

    /** The caller's business, whose {@code phone_number_id} this is. @throws RejectedException 100/33 */
    Business byPhoneNumberId(Tx tx, String phoneNumberId) {
        Business business = businesses.get(tx, caller.businessId());
        if (!business.phoneNumberId().equals(phoneNumberId)) {
            throw unknown("phone_number_id");
        }
        return business;
    }

    /** The caller's business, whose {@code waba_id} this is. @throws RejectedException 100/33 */
    Business byWabaId(Tx tx, String wabaId) {
        Business business = businesses.get(tx, caller.businessId());
        if (!business.wabaId().equals(wabaId)) {
            throw unknown("waba_id");
        }
        return business;
    }

    static RejectedException unknown(String what) {
        return MetaError.UNKNOWN_OBJECT
                .because(what + " is not known to this caller")
                .exception();
    }
}
