package io.tresen.chat.message;

import java.util.List;
import java.util.Set;

/** Contact cards (schema ContactObject). */
final class ContactsReading {

    private static final Set<String> NAMES = Set.of("first_name", "last_name", "middle_name", "prefix", "suffix");
    private static final Set<String> ADDRESS =
            Set.of("street", "city", "state", "zip", "country", "country_code", "type");
    private static final Set<String> ORGANIZATION = Set.of("company", "department", "title");

    private ContactsReading() {}

    static Content contacts(Part whole) {
        List<Part> contacts = whole.list("contacts", 1, Limits.CONTACTS);
        contacts.forEach(ContactsReading::contact);
        return new Content.Contacts(contacts.size());
    }

    private static void contact(Part contact) {
        Part name = contact.object("name");
        name.text("formatted_name", Limits.CONTACT_TEXT);
        texts(name, NAMES);
        contact.optionalText("birthday", Limits.CONTACT_TEXT);
        contact.optional("org", it -> {
            texts(it, ORGANIZATION);
            return it;
        });
        contact.eachOf("addresses", Limits.CONTACT_ENTRIES, it -> texts(it, ADDRESS));
        contact.eachOf("phones", Limits.CONTACT_ENTRIES, it -> texts(it, Set.of("phone", "type", "wa_id")));
        contact.eachOf("emails", Limits.CONTACT_ENTRIES, it -> {
            it.text("email", Limits.CONTACT_TEXT);
            texts(it, Set.of("type"));
        });
        contact.eachOf("urls", Limits.CONTACT_ENTRIES, it -> {
            it.text("url", Limits.CONTACT_TEXT);
            texts(it, Set.of("type"));
        });
    }

    private static void texts(Part part, Set<String> fields) {
        fields.forEach(field -> part.optionalText(field, Limits.CONTACT_TEXT));
    }
}
