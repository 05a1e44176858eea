package io.tresen.proof.invariants;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Events as a checker finds them, with the fields that it looks at alone. */
final class Facts {

    private static final Schema MONEY = SchemaBuilder.record("Money")
            .fields()
            .requiredLong("amount_minor")
            .requiredString("currency")
            .endRecord();

    private static final Schema UNITS = SchemaBuilder.record("Units")
            .fields()
            .requiredString("product_id")
            .requiredInt("quantity")
            .endRecord();

    private Facts() {}

    /** @param fields texts (null: it is not told), numbers, booleans, records and lists of {@link #units} by name */
    static Fact of(String key, String type, Map<String, Object> fields) {
        SchemaBuilder.FieldAssembler<Schema> schema = SchemaBuilder.record(type).fields();
        fields.forEach((name, value) -> {
            if (value instanceof Boolean) {
                schema.requiredBoolean(name);
            } else if (value instanceof Long) {
                schema.requiredLong(name);
            } else if (value instanceof List) {
                schema.name(name).type().array().items(UNITS).noDefault();
            } else if (value == null) {
                schema.optionalString(name);
            } else if (value instanceof GenericRecord record) {
                schema.name(name).type(record.getSchema()).noDefault();
            } else {
                schema.requiredString(name);
            }
        });
        GenericData.Record value = new GenericData.Record(schema.endRecord());
        fields.forEach(value::put);
        return new Fact("", 0, 0, key, UUID.randomUUID(), type, 1, value);
    }

    static GenericRecord units(String product, int quantity) {
        GenericData.Record units = new GenericData.Record(UNITS);
        units.put("product_id", product);
        units.put("quantity", quantity);
        return units;
    }

    static GenericRecord money(long amountMinor, String currency) {
        GenericData.Record money = new GenericData.Record(MONEY);
        money.put("amount_minor", amountMinor);
        money.put("currency", currency);
        return money;
    }
}
