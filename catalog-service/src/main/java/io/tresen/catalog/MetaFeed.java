package io.tresen.catalog;

import io.tresen.catalog.Businesses.Sign;
import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;

/**
 * A product as a row of Meta's catalog feed. Source: Meta, "Catalog feed fields" (developers.facebook.com/docs/commerce-platform/
 * catalog/fields): the first nine are required of every row, prices are decimal with the currency behind them. What a shop does
 * not say stands in for itself: the title for a description, the shop for a brand. Pure.
 */
public final class MetaFeed {

    /** The header. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "title",
            "description",
            "availability",
            "condition",
            "price",
            "link",
            "image_link",
            "brand",
            "sale_price",
            "sale_price_effective_date",
            "item_group_id");

    /** Meta wants both ends of a sale; one without an end lasts until then. */
    private static final Instant OPEN_END = Instant.parse("2099-12-31T23:59:00Z");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxxx");

    private MetaFeed() {}

    /**
     * The row.
     *
     * @param origin where pictures that the shop names by a path are
     * @param chat the shop's chat, where everything can be bought
     * @param now business time, where a sale without a beginning begins
     */
    public static List<String> row(Product product, Sign sign, String origin, String chat, Instant now) {
        ProductFacts facts = product.facts();
        Long available = product.shelf().available();
        return List.of(
                product.retailerId(),
                facts.title(),
                facts.description().isBlank() ? facts.title() : facts.description(),
                available == null || available > 0 ? "in stock" : "out of stock",
                "new",
                price(facts.price()),
                chat,
                picture(facts.imageUrl(), origin),
                facts.brand() == null || facts.brand().isBlank() ? sign.name() : facts.brand(),
                facts.sale() == null
                        ? ""
                        : price(new Money(
                                facts.sale().priceMinor(), facts.price().currency())),
                dates(facts.sale(), now),
                facts.itemGroupId() == null ? "" : facts.itemGroupId());
    }

    private static String price(Money price) {
        int digits = Math.max(0, Currency.getInstance(price.currency()).getDefaultFractionDigits());
        return BigDecimal.valueOf(price.amountMinor(), digits).toPlainString() + ' ' + price.currency();
    }

    private static String picture(String url, String origin) {
        if (url == null) {
            return "";
        }
        return url.startsWith("/") ? origin + url : url;
    }

    private static String dates(Sale sale, Instant now) {
        if (sale == null || sale.from() == null && sale.to() == null) {
            return "";
        }
        Instant from = sale.from() != null ? sale.from() : earlier(now, sale.to());
        return time(from) + '/' + time(sale.to() == null ? OPEN_END : sale.to());
    }

    /** A sale that is over stays over. */
    private static Instant earlier(Instant now, Instant to) {
        return now.isBefore(to) ? now : to.minusSeconds(60);
    }

    private static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
