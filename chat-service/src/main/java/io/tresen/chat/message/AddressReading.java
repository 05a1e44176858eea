package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code address_message}: a form for a delivery address, with INTERFACE 5's fields or Meta's own. */
final class AddressReading {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private AddressReading() {}

    static Content form(Part interactive) {
        InteractiveReading.header(interactive, Set.of("text"));
        InteractiveReading.texts(interactive, Limits.INTERACTIVE_BODY);
        Part action = interactive.object("action");
        action.word("name", Set.of("address_message"));
        Part parameters = action.object("parameters");
        String country = parameters.text("country", Limits.ADDRESS_TEXT);
        parameters.require(COUNTRIES.contains(country), "country", "must be an ISO 3166 code of two letters");
        parameters.optional("values", AddressReading::texts);
        parameters.optional("validation_errors", AddressReading::texts);
        parameters.eachOf("saved_addresses", Limits.ADDRESSES, it -> {
            it.text("id", Limits.ROW_ID);
            texts(it.object("value"));
        });
        return new Content.AddressForm(country);
    }

    private static Part texts(Part part) {
        for (Map.Entry<String, JsonNode> field : part.json().properties()) {
            JsonNode value = field.getValue();
            part.require(
                    Limits.ROW_ID.allows(field.getKey())
                            && value.isTextual()
                            && Limits.ADDRESS_TEXT.allows(value.textValue()),
                    "*",
                    "must be texts of at most " + Limits.ADDRESS_TEXT.most() + " characters");
        }
        return part;
    }
}
