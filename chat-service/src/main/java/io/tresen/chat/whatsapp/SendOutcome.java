package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a request to send. */
sealed interface SendOutcome {

    /** Meta has it, under this id. */
    record Taken(String metaId) implements SendOutcome {}

    /**
     * Meta did not take it now and may later; the request had no effect.
     *
     * @param wholeNumber nothing else of this number would be taken either
     */
    record Later(boolean wholeNumber, String why) implements SendOutcome {}

    /** Meta will never take it. @param errors Meta's error objects, as in a status */
    record Refused(JsonNode errors) implements SendOutcome {}

    /** No answer, or none that says: it may have gone out. */
    record Silence(String why) implements SendOutcome {}
}
