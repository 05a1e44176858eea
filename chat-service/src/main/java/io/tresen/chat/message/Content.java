package io.tresen.chat.message;

import java.util.List;

/** What a business sends, as far as rules ask about it; the message itself is kept as it was written. */
public sealed interface Content {

    /** Ids that the shopper may tap in answer to it. */
    default List<String> offers() {
        return List.of();
    }

    /** Uploaded media that it shows. */
    default List<Media> media() {
        return List.of();
    }

    /** Products that it shows, by the shop's own ids. */
    default List<Shown> products() {
        return List.of();
    }

    /**
     * A picture, sound, film, document or sticker.
     *
     * @param kind Meta's word for it
     * @param id of an upload, or null where there is a link
     * @param field its place in the request
     */
    record Media(String kind, String id, String link, String field) implements Content {
        @Override
        public List<Media> media() {
            return id == null ? List.of() : List.of(this);
        }
    }

    /** A product and its place in the request. */
    record Shown(String retailerId, String field) {}

    record Text(String body) implements Content {}

    record Location(double latitude, double longitude) implements Content {}

    record Contacts(int number) implements Content {}

    /** Reply buttons; {@code header} null without a media header. */
    record Buttons(Media header, List<String> ids) implements Content {
        @Override
        public List<String> offers() {
            return ids;
        }

        @Override
        public List<Media> media() {
            return header == null ? List.of() : header.media();
        }
    }

    record ListMenu(List<String> ids) implements Content {
        @Override
        public List<String> offers() {
            return ids;
        }
    }

    /** One product, or several in sections, or the way into the whole catalog ({@code products} its picture). */
    record Catalog(String type, List<Shown> products) implements Content {
        @Override
        public List<String> offers() {
            return type.equals("catalog_message")
                    ? List.of("menu:catalog")
                    : products.stream()
                            .flatMap(it -> List.of("product:" + it.retailerId(), "add:" + it.retailerId()).stream())
                            .distinct()
                            .toList();
        }
    }

    record OrderDetails(String referenceId, Media header) implements Content {
        @Override
        public List<Media> media() {
            return header == null ? List.of() : header.media();
        }
    }

    record OrderStatus(String referenceId, String status) implements Content {}

    record AddressForm(String country) implements Content {}

    record LinkButton(String url, Media header) implements Content {
        @Override
        public List<Media> media() {
            return header == null ? List.of() : header.media();
        }
    }

    /** {@code emoji} empty: takes the reaction back. */
    record Reaction(String messageId, String emoji) implements Content {}

    /** A template with what fills it. */
    record Template(String name, String language, List<TemplateFilling> fillings) implements Content {
        @Override
        public List<String> offers() {
            return fillings.stream()
                    .filter(it -> it.payload() != null)
                    .map(TemplateFilling::payload)
                    .toList();
        }

        @Override
        public List<Media> media() {
            return fillings.stream()
                    .flatMap(it -> it.parameters().stream())
                    .filter(it -> it.media() != null)
                    .flatMap(it -> it.media().media().stream())
                    .toList();
        }
    }
}
