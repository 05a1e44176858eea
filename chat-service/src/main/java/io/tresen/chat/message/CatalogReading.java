package io.tresen.chat.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One product, several in sections, or the way into the whole catalog. */
final class CatalogReading {

    private CatalogReading() {}

    static Content catalog(Part interactive, String type) {
        Part action = interactive.object("action");
        return switch (type) {
            case "product" -> product(interactive, action);
            case "product_list" -> products(interactive, action);
            default -> whole(interactive, action);
        };
    }

    private static Content product(Part interactive, Part action) {
        interactive.require(!interactive.has("header"), "header", "can't be there for a single product");
        interactive.optional("body", it -> it.text("text", Limits.INTERACTIVE_BODY));
        InteractiveReading.footer(interactive);
        action.text("catalog_id", Limits.CATALOG_ID);
        return new Content.Catalog("product", List.of(shown(action, "product_retailer_id")));
    }

    private static Content products(Part interactive, Part action) {
        interactive.object("header");
        InteractiveReading.header(interactive, Set.of("text"));
        InteractiveReading.texts(interactive, Limits.INTERACTIVE_BODY);
        action.text("catalog_id", Limits.CATALOG_ID);
        List<Part> sections = action.list("sections", 1, Limits.SECTIONS);
        List<Content.Shown> all = new ArrayList<>();
        for (Part section : sections) {
            InteractiveReading.title(section, sections.size());
            for (Part item : section.list("product_items", 1, Limits.SECTION_PRODUCTS)) {
                all.add(shown(item, "product_retailer_id"));
            }
        }
        action.require(
                all.size() <= Limits.MESSAGE_PRODUCTS.most(),
                "sections",
                "must have at most " + Limits.MESSAGE_PRODUCTS.most() + " products over all sections");
        return new Content.Catalog("product_list", List.copyOf(all));
    }

    private static Content whole(Part interactive, Part action) {
        InteractiveReading.header(interactive, Set.of("text"));
        InteractiveReading.texts(interactive, Limits.INTERACTIVE_BODY);
        action.word("name", Set.of("catalog_message"));
        Content.Shown picture = action.optional(
                "parameters",
                it -> it.has("thumbnail_product_retailer_id") ? shown(it, "thumbnail_product_retailer_id") : null);
        return new Content.Catalog("catalog_message", picture == null ? List.of() : List.of(picture));
    }

    private static Content.Shown shown(Part part, String field) {
        return new Content.Shown(part.text(field, Limits.PRODUCT_ID), part.at(field));
    }
}
