package io.tresen.catalog.kafka;

import io.tresen.catalog.Product;
import io.tresen.catalog.ProductFacts;
import io.tresen.catalog.Sale;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.Visibility;

/** A product as the other services see it. */
final class ProductSnapshot {

    private ProductSnapshot() {}

    static ProductChanged of(Product product) {
        ProductFacts facts = product.facts();
        Sale sale = facts.sale();
        String currency = facts.price().currency();
        return ProductChanged.newBuilder()
                .setProductId(product.productId())
                .setBusinessId(product.businessId())
                .setRetailerId(product.retailerId())
                .setVersion(product.version())
                .setTitle(facts.title())
                .setDescription(facts.description())
                .setPrice(new Money(facts.price().amountMinor(), currency))
                .setSalePrice(sale == null ? null : new Money(sale.priceMinor(), currency))
                .setSalePriceFrom(sale == null ? null : sale.from())
                .setSalePriceTo(sale == null ? null : sale.to())
                .setBrand(facts.brand())
                .setCategory(facts.category())
                .setItemGroupId(facts.itemGroupId())
                .setAttributes(facts.attributes())
                .setKind(ProductKind.valueOf(facts.kind().name()))
                .setVisibility(Visibility.valueOf(facts.visibility().name()))
                .setImageUrl(facts.imageUrl())
                .setTaxClass(facts.taxClass())
                .setCounted(product.shelf().counted())
                .setOccurredAt(product.changedAt())
                .build();
    }
}
