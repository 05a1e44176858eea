package io.tresen.payment.wallet;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Rejection;
import java.util.List;

/** A body names a shopper whom the business does not have: another business's, or nobody. */
record UnknownShopper(String pointer) implements Rejection {

    static UnknownShopper at(String pointer) {
        return new UnknownShopper(pointer);
    }

    @Override
    public String code() {
        return WalletTransferRejection.UNKNOWN_SHOPPER.code();
    }

    @Override
    public int status() {
        return WalletTransferRejection.UNKNOWN_SHOPPER.status();
    }

    @Override
    public String title() {
        return WalletTransferRejection.UNKNOWN_SHOPPER.title();
    }

    @Override
    public List<FieldError> errors() {
        return List.of(FieldError.at(pointer, "must be a shopper of this business"));
    }
}
