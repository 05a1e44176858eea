package io.tresen.messaging.openapi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.junit.jupiter.api.Test;

class DescribedValuesTest {

    private final OpenAPI api = OASFactory.createOpenAPI().components(OASFactory.createComponents());

    private static Schema words(Object... words) {
        return OASFactory.createSchema().addType(SchemaType.STRING).enumeration(List.of(words));
    }

    private Schema filtered(String name) {
        new DescribedValues().filterOpenAPI(api);
        return api.getComponents().getSchemas().get(name);
    }

    @Test
    void words_of_a_java_enum_are_said_as_they_are_written() {
        api.getComponents().addSchema("Status", words("AWAITING_PAYMENT", "PAID"));
        assertEquals(List.of("awaiting_payment", "paid"), filtered("Status").getEnumeration());
    }

    @Test
    void words_that_a_field_lists_itself_stay() {
        api.getComponents().addSchema("Code", OASFactory.createSchema().addProperty("method", words("SMS")));
        assertEquals(
                List.of("SMS"), filtered("Code").getProperties().get("method").getEnumeration());
    }

    @Test
    void a_tree_is_any_json_and_nothing_of_how_java_keeps_it() {
        api.getComponents()
                .addSchema("JsonNode", OASFactory.createSchema().addProperty("pojo", words()))
                .addSchema("JsonNodeType", words("POJO"));
        Schema tree = filtered("JsonNode");
        assertNull(tree.getProperties());
        assertNull(tree.getType());
        assertEquals(Set.of("JsonNode"), api.getComponents().getSchemas().keySet());
    }

    @Test
    void money_is_never_negative_and_always_exact() {
        Schema minor = OASFactory.createSchema().addType(SchemaType.INTEGER);
        api.getComponents().addSchema("Money", OASFactory.createSchema().addProperty("amount_minor", minor));
        Schema said = filtered("Money").getProperties().get("amount_minor");
        assertEquals(BigDecimal.ZERO, said.getMinimum());
        assertEquals(BigDecimal.valueOf(9_007_199_254_740_991L), said.getMaximum());
    }

    @Test
    void a_service_without_types_has_nothing_to_say() {
        assertDoesNotThrow(() -> new DescribedValues().filterOpenAPI(api));
        assertDoesNotThrow(() -> new DescribedValues().filterOpenAPI(OASFactory.createOpenAPI()));
    }
}
