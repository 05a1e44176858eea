package io.tresen.chat.assistant;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a list goes on, as the argument of a {@code page:} choice: {@code <list>.<behind what>.<more>}. A list of products
 * goes on behind a product, so that none is skipped when others come or go.
 */
record PageCursor(String list, String behind, String more) {

    static final String GROUPS = "g";
    static final String CART = "c";
    static final String ORDERS = "o";

    /** The id of the choice. */
    String choice() {
        return "page:" + list + '.' + behind + (more.isEmpty() ? "" : '.' + more);
    }

    static PageCursor of(Shelf shelf, UUID behind) {
        String product = behind == null ? "" : encode(behind);
        if (shelf instanceof Shelf.Collection collection) {
            return new PageCursor("l", product, collection.slug());
        }
        if (shelf instanceof Shelf.Category category) {
            return new PageCursor("k", product, category.mark());
        }
        if (shelf instanceof Shelf.Found found) {
            return new PageCursor("s", product, found.words());
        }
        return new PageCursor("a", product, "");
    }

    /** The parts of a {@code page:} choice's argument; null when a stranger made it up. */
    static PageCursor read(String argument) {
        String[] parts = argument.split("\\.", 3);
        if (parts.length < 2 || !parts[0].matches("[glkasco]")) {
            return null;
        }
        PageCursor cursor = new PageCursor(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
        boolean sound = "gc".contains(cursor.list) ? cursor.behind.matches("[0-9]{1,4}") : cursor.isShelfSound();
        return sound ? cursor : null;
    }

    private boolean isShelfSound() {
        if (list.equals(ORDERS)) {
            return behind.matches("[A-Z0-9-]{6,20}"); // an order_no (INTERFACE 1)
        }
        boolean named = list.equals("a") || !more.isEmpty();
        return named && (behind.isEmpty() || behind.matches("[A-Za-z0-9_-]{22}"));
    }

    /** The shelf; null for a list that is none. */
    Shelf shelf() {
        return switch (list) {
            case "a" -> new Shelf.All();
            case "l" -> new Shelf.Collection(more);
            case "k" -> new Shelf.Category(more);
            case "s" -> new Shelf.Found(more);
            default -> null;
        };
    }

    /** The product that the list goes on behind; null for the beginning. */
    UUID product() {
        if (behind.isEmpty()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(behind));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    int offset() {
        return Integer.parseInt(behind);
    }

    private static String encode(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
