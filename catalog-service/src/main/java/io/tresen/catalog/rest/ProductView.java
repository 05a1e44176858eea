package io.tresen.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.catalog.Product;
import io.tresen.catalog.ProductFacts;
import io.tresen.catalog.ProductKind;
import io.tresen.catalog.Sale;
import io.tresen.catalog.Visibility;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A product as a caller sees it.
 *
 * @param currentPrice what it costs now, the sale considered
 * @param stock units on hand, null = not counted; left out for shoppers
 * @param available units that can be had, null = not counted
 */
public record ProductView(
        UUID productId,
        String retailerId,
        String title,
        String description,
        Money price,
        Money salePrice,
        Instant salePriceFrom,
        Instant salePriceTo,
        Money currentPrice,
        String brand,
        String category,
        String itemGroupId,
        Map<String, String> attributes,
        ProductKind kind,
        Visibility visibility,
        String imageUrl,
        String taxClass,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(implementation = Long.class, nullable = true, description = "Not shown to shoppers")
                Optional<Long> stock,
        Long available,
        long version,
        Instant changedAt) {

    static ProductView of(Product product, boolean toShopper, Instant businessTime) {
        ProductFacts facts = product.facts();
        Sale sale = facts.sale();
        Optional<Long> onHand = Optional.ofNullable(product.shelf().count());
        return new ProductView(
                product.productId(),
                product.retailerId(),
                facts.title(),
                facts.description(),
                facts.price(),
                sale == null ? null : new Money(sale.priceMinor(), facts.price().currency()),
                sale == null ? null : sale.from(),
                sale == null ? null : sale.to(),
                facts.priceAt(businessTime),
                facts.brand(),
                facts.category(),
                facts.itemGroupId(),
                facts.attributes(),
                facts.kind(),
                facts.visibility(),
                facts.imageUrl(),
                facts.taxClass(),
                toShopper ? null : onHand,
                product.shelf().available(),
                product.version(),
                product.changedAt());
    }
}
