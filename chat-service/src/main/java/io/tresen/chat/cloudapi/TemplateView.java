package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.message.Template;

/** A template as Meta shows it. */
public record TemplateView(
        String id, String name, String language, String category, String status, JsonNode components) {

    static TemplateView of(Template template) {
        return new TemplateView(
                template.id(),
                template.name(),
                template.language(),
                template.category().name(),
                template.status().name(),
                template.components());
    }
}
