package io.tresen.proof.topics;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The next version of an event, as a release may make it: everything of today and one optional field. */
public final class NextVersion {

    public static final String FIELD = "of_the_next_version";
    public static final String VALUE = "only the next version knows";

    private NextVersion() {}

    /** The next version of a record's schema. */
    public static Schema of(Schema today) {
        List<Schema.Field> fields = new ArrayList<>();
        today.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field(
                FIELD,
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                "A fact that today's version does not know.",
                Schema.Field.NULL_DEFAULT_VALUE));
        Schema next = Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
        today.getObjectProps().forEach(next::addProp);
        return next;
    }

    /** The same fact as its next version tells it, the new field filled. @param today read or made with today's schema */
    public static GenericRecord of(GenericRecord today, Schema next) {
        GenericData.Record record = new GenericData.Record(next);
        today.getSchema().getFields().forEach(field -> record.put(field.name(), today.get(field.pos())));
        record.put(FIELD, VALUE);
        return record;
    }
}
