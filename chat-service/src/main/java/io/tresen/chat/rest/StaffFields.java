package io.tresen.chat.rest;

import io.tresen.chat.Email;
import io.tresen.messaging.rest.Fields;

/** Fields of people's accounts. */
final class StaffFields {

    private static final int DISPLAY_NAME = 80;

    private StaffFields() {}

    static void email(Fields fields, String pointer, String email) {
        if (fields.text(pointer, email, 1, Email.LONGEST) != null && !Email.isValid(email.strip())) {
            fields.add(pointer, "must be an e-mail address");
        }
    }

    static void name(Fields fields, String pointer, String name) {
        fields.text(pointer, name, 1, DISPLAY_NAME);
    }

    static void optionalName(Fields fields, String pointer, String name) {
        fields.optionalText(pointer, name, 1, DISPLAY_NAME);
    }
}
