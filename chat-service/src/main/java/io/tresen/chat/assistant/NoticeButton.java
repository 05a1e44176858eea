package io.tresen.chat.assistant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A button of a notice's template. Meta has it with the template, so a message can bring its parameter and nothing else.
 *
 * @param opens the choices that it stands for: their id, or what it begins with before a colon; null: the page to pay on
 * @param text key of what is read on it
 */
record NoticeButton(String opens, String text) {

    /** Leads to the page to pay on. */
    static NoticeButton pay() {
        return new NoticeButton(null, "pay.card");
    }

    /** What a tap on it sends, or the last part of the page's address; empty where the notice has none, or several. */
    Optional<String> parameter(Notice notice) {
        if (opens == null) {
            return Optional.ofNullable(notice.payment())
                    .map(ToPay::uri)
                    .map(it -> it.substring(it.lastIndexOf('/') + 1));
        }
        List<Choice> meant = notice.choices().stream()
                .filter(it -> it.id().equals(opens) || it.id().startsWith(opens + ':'))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0).id()) : Optional.empty();
    }

    /** As it is created at Meta. @param origin where the page is */
    void create(ObjectNode button, Phrases words, String origin) {
        button.put("type", opens == null ? "URL" : "QUICK_REPLY").put("text", words.text(text));
        if (opens == null) {
            button.put("url", origin + ToPay.PAGE + "{{1}}").putArray("example").add("Fn3vGqUoT0aYkq7xJzWc2A");
        }
    }

    /** As it is sent. */
    void send(ObjectNode component, int index, String parameter) {
        String type = opens == null ? "text" : "payload";
        component
                .put("type", "button")
                .put("sub_type", opens == null ? "url" : "quick_reply")
                .put("index", Integer.toString(index))
                .putArray("parameters")
                .addObject()
                .put("type", type)
                .put(type, parameter);
    }
}
