package io.tresen.messaging.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tresen.messaging.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Says of Java's types what {@link io.tresen.messaging.rest.JsonRules} makes of them: an enum's words are in lower case, and a tree
 * is any JSON; and of {@link Money} what it takes itself. Words that a field lists itself are what it writes, and stay.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedValues implements OASFilter {

    private static final String MONEY = "Money";
    private static final String TREE = "JsonNode";
    private static final String INSIDE_A_TREE = "JsonNodeType";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, Schema> types = api.getComponents().getSchemas();
        types.values().forEach(DescribedValues::lower);
        if (types.containsKey(MONEY) && types.get(MONEY).getProperties() != null) {
            amount(types.get(MONEY).getProperties().get("amount_minor"));
        }
        if (types.containsKey(TREE)) {
            api.getComponents().addSchema(TREE, OASFactory.createSchema().description("Any JSON"));
            api.getComponents().removeSchema(INSIDE_A_TREE);
        }
    }

    private static void amount(Schema minor) {
        if (minor != null) {
            minor.minimum(BigDecimal.ZERO).maximum(BigDecimal.valueOf(Money.MOST));
        }
    }

    private static void lower(Schema type) {
        List<Object> words = type.getEnumeration();
        if (words != null) {
            type.setEnumeration(words.stream()
                    .map(word -> word instanceof String text ? text.toLowerCase(Locale.ROOT) : word)
                    .toList());
        }
    }
}
