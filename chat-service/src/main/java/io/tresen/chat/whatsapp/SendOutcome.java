package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/** What came of a request to send. */
sealed interface SendOutcome {

    /** Meta's code where it refused, for now or for good. */
    default OptionalInt code() {
        return OptionalInt.empty();
    }

    /** Meta has it, under this id. */
    record Taken(String metaId) implements SendOutcome {}

    /**
     * Meta did not take it now and may later; the request had no effect.
     *
     * @param wholeNumber nothing else of this number would be taken either
     * @param why Meta's code, the status where there was none, or a word of ours
     */
    record Later(boolean wholeNumber, String why) implements SendOutcome {

        @Override
        public OptionalInt code() {
            return why.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(why)) : OptionalInt.empty();
        }
    }

    /** Meta will never take it. @param errors Meta's error objects, as in a status */
    record Refused(JsonNode errors) implements SendOutcome {

        @Override
        public OptionalInt code() {
            return OptionalInt.of(errors.path(0).path("code").intValue());
        }
    }

    /** No answer, or none that says: it may have gone out. */
    record Silence(String why) implements SendOutcome {}
}
