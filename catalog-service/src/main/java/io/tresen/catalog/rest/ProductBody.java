package io.tresen.catalog.rest;

import io.tresen.catalog.ProductFacts;
import io.tresen.catalog.ProductKind;
import io.tresen.catalog.ProductRules;
import io.tresen.catalog.Sale;
import io.tresen.catalog.StockGiven;
import io.tresen.catalog.Visibility;
import io.tresen.messaging.Money;
import io.tresen.messaging.rest.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A product as a shop sends it. Absent: no description, {@code goods}, {@code visible}, and the stock stays as it is. */
public record ProductBody(
        String title,
        String description,
        Money price,
        Money salePrice,
        Instant salePriceFrom,
        Instant salePriceTo,
        String brand,
        String category,
        String itemGroupId,
        Map<String, String> attributes,
        @Schema(enumeration = {"goods", "service"}) String kind,
        @Schema(enumeration = {"visible", "hidden"}) String visibility,
        String imageUrl,
        String taxClass,
        @Schema(
                        implementation = Long.class,
                        nullable = true,
                        description = "Units on hand; null = not counted; absent leaves it as it is")
                StockField stock) {

    /** The facts. @throws io.tresen.messaging.RejectedException 422 naming every field at fault */
    Put read(String currency) {
        Fields fields = new Fields();
        fields.money("/price", price, currency);
        fields.optionalMoney("/sale_price", salePrice, currency);
        if (salePrice == null && (salePriceFrom != null || salePriceTo != null)) {
            fields.add("/sale_price", "is required with sale_price_from or sale_price_to");
        }
        ProductKind kindRead = fields.optionalWord("/kind", kind, ProductKind.class);
        Visibility visibilityRead = fields.optionalWord("/visibility", visibility, Visibility.class);
        ProductFacts facts = facts(kindRead, visibilityRead);
        ProductRules.faults(facts).forEach(fault -> fields.add(fault.pointer(), fault.detail()));
        StockGiven given = StockField.given(stock, fields);
        fields.check();
        return new Put(facts, given);
    }

    /** What the body says. */
    record Put(ProductFacts facts, StockGiven stock) {}

    private ProductFacts facts(ProductKind kindRead, Visibility visibilityRead) {
        return new ProductFacts(
                title,
                description == null ? "" : description,
                price,
                salePrice == null
                        ? null
                        : new Sale(salePrice.amountMinor(), millis(salePriceFrom), millis(salePriceTo)),
                brand,
                category,
                itemGroupId,
                Collections.unmodifiableSortedMap(new TreeMap<>(attributes == null ? Map.of() : attributes)),
                kindRead == null ? ProductKind.GOODS : kindRead,
                visibilityRead == null ? Visibility.VISIBLE : visibilityRead,
                imageUrl,
                taxClass);
    }

    private static Instant millis(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
