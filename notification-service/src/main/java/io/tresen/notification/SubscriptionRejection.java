package io.tresen.notification;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Rejection;
import java.util.List;

/** Why somebody is not put in line (INTERFACE 9). */
public enum SubscriptionRejection implements Rejection {
    AVAILABLE_NOW("available-now", 409, "The product is available now", null),
    UNKNOWN_PRODUCT("unknown-product", 422, "The shop has no such product", "/retailer_id"),
    UNKNOWN_CONVERSATION("unknown-conversation", 422, "The shop has no such conversation", "/conversation_id");

    private final String code;
    private final int status;
    private final String title;
    private final String pointer;

    SubscriptionRejection(String code, int status, String title, String pointer) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.pointer = pointer;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<FieldError> errors() {
        return pointer == null ? List.of() : List.of(FieldError.at(pointer, "must be one of this shop"));
    }
}
