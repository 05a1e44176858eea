package io.tresen.catalog.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tresen.catalog.ProductRules;
import io.tresen.catalog.StockGiven;
import io.tresen.messaging.rest.Fields;
import java.io.IOException;

/** A number or null in JSON, told apart from a field that is not there: that one is a Java null. */
@JsonDeserialize(using = StockField.Reader.class)
public record StockField(Long onHand) {

    /** What it says, checked; null for a field that is not there. */
    static StockGiven given(StockField field, Fields fields) {
        if (field == null) {
            return null;
        }
        if (field.onHand() != null && (field.onHand() < 0 || field.onHand() > ProductRules.MOST_ON_HAND)) {
            fields.add("/stock", "must be from 0 to " + ProductRules.MOST_ON_HAND + ", or null");
        }
        return new StockGiven(field.onHand());
    }

    static final class Reader extends StdDeserializer<StockField> {
        Reader() {
            super(Long.class);
        }

        @Override
        public StockField deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return new StockField(parser.getLongValue());
            }
            return (StockField) context.handleUnexpectedToken(Long.class, parser);
        }

        @Override
        public StockField getNullValue(DeserializationContext context) {
            return new StockField(null);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
