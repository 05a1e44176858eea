package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Interactive messages: lists and reply buttons here, the others in classes of their own. */
final class InteractiveReading {

    private static final Set<String> MEDIA = Set.of("image", "video", "document");
    private static final Set<String> ANY_HEADER = Set.of("text", "image", "video", "document");

    private InteractiveReading() {}

    static Content interactive(Part interactive) {
        if (!interactive.has("type")) {
            throw MetaError.PARAMETER_MISSING
                    .because("interactive.type is required")
                    .exception();
        }
        JsonNode type = interactive.json().get("type");
        interactive.require(type.isTextual(), "type", "must be a string");
        return switch (type.textValue()) {
            case "button" -> buttons(interactive);
            case "list" -> list(interactive);
            case "product", "product_list", "catalog_message" -> CatalogReading.catalog(interactive, type.textValue());
            case "order_details" -> OrderReading.details(interactive);
            case "order_status" -> OrderReading.status(interactive);
            case "address_message" -> AddressReading.form(interactive);
            case "cta_url" -> link(interactive);
            default ->
                throw MetaError.UNSUPPORTED_TYPE
                        .because("interactive.type must be one of button, list, product, product_list, catalog_message,"
                                + " order_details, order_status, address_message, cta_url")
                        .exception();
        };
    }

    /** Body and footer, which most types share. */
    static void texts(Part interactive, Limits body) {
        interactive.object("body").text("text", body);
        footer(interactive);
    }

    static void footer(Part interactive) {
        interactive.optional("footer", it -> it.text("text", Limits.FOOTER));
    }

    /** The header where its type is allowed; the media of it, or null. */
    static Content.Media header(Part interactive, Set<String> allowed) {
        return interactive.optional("header", it -> {
            String type = it.word("type", allowed);
            it.optionalText("sub_text", Limits.HEADER_SUB_TEXT);
            if (MEDIA.contains(type)) {
                return MediaReading.media(it, type);
            }
            it.text("text", Limits.HEADER_TEXT);
            return null;
        });
    }

    static Content.Media anyHeader(Part interactive) {
        return header(interactive, ANY_HEADER);
    }

    private static Content buttons(Part interactive) {
        Content.Media header = anyHeader(interactive);
        texts(interactive, Limits.INTERACTIVE_BODY);
        List<String> ids = new ArrayList<>();
        Set<String> titles = new HashSet<>();
        for (Part button : interactive.object("action").list("buttons", 1, Limits.BUTTONS)) {
            button.word("type", Set.of("reply"));
            Part reply = button.object("reply");
            String id = reply.text("id", Limits.BUTTON_ID);
            reply.require(!ids.contains(id), "id", "must be there once only");
            ids.add(id);
            reply.require(titles.add(reply.text("title", Limits.BUTTON_TITLE)), "title", "must be there once only");
        }
        return new Content.Buttons(header, List.copyOf(ids));
    }

    private static Content list(Part interactive) {
        header(interactive, Set.of("text"));
        texts(interactive, Limits.LIST_BODY);
        Part action = interactive.object("action");
        action.text("button", Limits.LIST_BUTTON);
        List<Part> sections = action.list("sections", 1, Limits.SECTIONS);
        List<String> ids = new ArrayList<>();
        for (Part section : sections) {
            title(section, sections.size());
            for (Part row : section.list("rows", 1, Limits.ROWS)) {
                String id = row.text("id", Limits.ROW_ID);
                row.require(!ids.contains(id), "id", "must be there once only, over all sections");
                ids.add(id);
                row.text("title", Limits.ROW_TITLE);
                row.optionalText("description", Limits.ROW_DESCRIPTION);
            }
        }
        action.require(
                ids.size() <= Limits.ROWS.most(),
                "sections",
                "must have at most " + Limits.ROWS.most() + " rows over all sections");
        return new Content.ListMenu(List.copyOf(ids));
    }

    /** Needed as soon as there are two sections. */
    static void title(Part section, int sections) {
        if (sections > 1) {
            section.text("title", Limits.SECTION_TITLE);
        } else {
            section.optionalText("title", Limits.SECTION_TITLE);
        }
    }

    private static Content link(Part interactive) {
        Content.Media header = anyHeader(interactive);
        texts(interactive, Limits.INTERACTIVE_BODY);
        Part action = interactive.object("action");
        action.word("name", Set.of("cta_url"));
        Part parameters = action.object("parameters");
        parameters.text("display_text", Limits.CTA_TEXT);
        return new Content.LinkButton(parameters.link("url"), header);
    }
}
