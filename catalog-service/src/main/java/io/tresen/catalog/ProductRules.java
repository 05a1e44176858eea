package io.tresen.catalog;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.rest.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The bounds of a product's fields (INTERFACE 1 and 6), the same for a PUT and for a row of a file. */
public final class ProductRules {

    static final int TITLE = 200;
    static final int DESCRIPTION = 9_999;
    static final int CATEGORY = 180;
    static final int NAME = 200;
    static final int GROUP = 255; // as a Shopify handle has
    static final int ADDRESS = 2_000;
    static final int ATTRIBUTES = 50;
    static final int ATTRIBUTE_NAME = 100;
    static final int ATTRIBUTE_VALUE = 1_000;

    /** The most units that a shop can say it has. */
    public static final long MOST_ON_HAND = 1_000_000_000;

    /** A picture is fetched by browsers: no script, no data address, nothing with spaces. */
    private static final Pattern PICTURE = Pattern.compile("(https?://|/(?!/))[^\\s\\p{Cntrl}\"<>]*");

    private ProductRules() {}

    /** Every fault of these facts, with JSON pointers as in the PUT's body; empty when there is none. */
    public static List<FieldError> faults(ProductFacts facts) {
        Faults faults = new Faults();
        if (facts.title() == null || facts.title().isBlank()) {
            faults.add("/title", "is required");
        }
        faults.text("/title", facts.title(), TITLE);
        faults.text("/description", facts.description(), DESCRIPTION);
        faults.text("/brand", facts.brand(), NAME);
        faults.text("/category", facts.category(), CATEGORY);
        faults.text("/item_group_id", facts.itemGroupId(), GROUP);
        faults.text("/tax_class", facts.taxClass(), NAME);
        faults.text("/image_url", facts.imageUrl(), ADDRESS);
        if (facts.imageUrl() != null && !PICTURE.matcher(facts.imageUrl()).matches()) {
            faults.add("/image_url", "must be an http or https address, or a path that begins with one slash");
        }
        attributes(faults, facts.attributes());
        sale(faults, facts);
        return faults.found;
    }

    /** True when a product may be of this group, and a row of a file may name it as its parent. */
    static boolean isGroup(String id) {
        return id != null && Text.isSound(id) && Text.length(id) <= GROUP;
    }

    private static void sale(Faults faults, ProductFacts facts) {
        Sale sale = facts.sale();
        if (sale == null || facts.price() == null) {
            return;
        }
        if (sale.priceMinor() >= facts.price().amountMinor()) {
            faults.add("/sale_price", "must be below price");
        }
        if (sale.from() != null && sale.to() != null && !sale.from().isBefore(sale.to())) {
            faults.add("/sale_price_to", "must be after sale_price_from");
        }
    }

    private static void attributes(Faults faults, Map<String, String> attributes) {
        if (attributes.size() > ATTRIBUTES) {
            faults.add("/attributes", "must have at most " + ATTRIBUTES + " entries");
        }
        attributes.forEach((name, value) -> {
            String pointer = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
            if (name.isBlank() || Text.length(name) > ATTRIBUTE_NAME) {
                faults.add("/attributes", "names must have 1 to " + ATTRIBUTE_NAME + " characters");
            } else if (value == null) {
                faults.add(pointer, "must not be null");
            } else {
                faults.text(pointer, value, ATTRIBUTE_VALUE);
            }
        });
    }

    private static final class Faults {
        private final List<FieldError> found = new ArrayList<>();

        void add(String pointer, String cure) {
            found.add(FieldError.at(pointer, cure));
        }

        void text(String pointer, String value, int longest) {
            if (value == null) {
                return;
            }
            if (!Text.isSound(value)) {
                add(pointer, "must hold no NUL and no lone surrogate");
            } else if (Text.length(value) > longest) {
                add(pointer, "must have at most " + longest + " characters");
            }
        }
    }
}
