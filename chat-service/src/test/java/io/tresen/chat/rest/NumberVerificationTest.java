package io.tresen.chat.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.chat.CodeSender;
import io.tresen.chat.ContactNumber;
import io.tresen.chat.VerificationCode;
import io.tresen.chat.VerificationCodes;
import io.tresen.messaging.RejectedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NumberVerificationTest {

    private static final CodeSender NONE = new CodeSender() {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void wake() {}
    };

    @Test
    void whereNothingReachesPhonesTheOperatorIsNamedWhatToSet() {
        NumberVerification verification =
                new NumberVerification(null, null, null, null, NONE, null, null, null, null, null, null);
        RejectedException refused = assertThrows(
                RejectedException.class,
                () -> verification.request(VerificationCodes.Method.SMS, null, number -> null));
        assertEquals("verification-not-set-up", refused.rejection().code());
        assertEquals(422, refused.rejection().status());
        assertTrue(
                refused.rejection().title().contains("tresen.verification.url"),
                refused.rejection().title());
    }

    @Test
    void aCodeIsKnownAgainByItsHashAloneAndNothingOfItIsInALog() {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        VerificationCode code = new VerificationCode(UUID.randomUUID(), "012345", salt);
        assertTrue(VerificationCode.matches("012345", salt, code.hash()));
        assertFalse(VerificationCode.matches("012346", salt, code.hash()));
        assertFalse(VerificationCode.matches("12345", salt, code.hash()));
        assertFalse(code.toString().contains("012345"));
        assertFalse(new ContactNumber("4930901820", null).toString().contains("901820"));
        assertFalse(new ContactNumberResource.Given("012345").toString().contains("012345"));
    }
}
