package io.tresen.chat;

import io.tresen.chat.assistant.ChoiceId;
import io.tresen.chat.message.Content;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Template;
import java.util.List;

/** What holds for every sender before a message goes to a shopper. */
final class SendRules {

    private SendRules() {}

    /**
     * Within 24 hours of the shopper's last message anything may be sent, later templates only.
     *
     * @throws io.tresen.messaging.RejectedException 131047
     */
    static void window(Content content, boolean open) {
        if (!open && !(content instanceof Content.Template)) {
            throw MetaError.OUTSIDE_WINDOW
                    .because("type must be template: more than 24 hours have passed since the recipient last wrote")
                    .exception();
        }
    }

    /**
     * A yes to the business terms is a yes to the words that the assistant showed, so nobody else offers that choice.
     *
     * @param choices ids that the shopper could tap, templates' payloads included
     * @throws io.tresen.messaging.RejectedException 131009
     */
    static void choices(Content content, List<String> choices) {
        if (choices.contains(ChoiceId.CONSENT)) {
            String field = content instanceof Content.Template
                    ? "template.components: the payload (or text) of a quick reply"
                    : "interactive.action: the id of a button or row";
            throw MetaError.PARAMETER_INVALID
                    .because(field + " must not be " + ChoiceId.CONSENT + ", which only the assistant offers")
                    .exception();
        }
    }

    /** After STOP no marketing goes to the shopper; all else does. @throws RejectedException 131050 */
    static void marketing(Template template, Shopper shopper) {
        if (template.category() == Template.Category.MARKETING && !shopper.marketingAllowed()) {
            throw MetaError.MARKETING_STOPPED
                    .because("to: the recipient has stopped marketing messages of this business")
                    .exception();
        }
    }
}
