package io.tresen.order;

/**
 * Where an order goes (INTERFACE 5). Personal data: never in an event, a log or a metric.
 *
 * @param country ISO 3166-1 alpha-2
 * @param state null where there is none
 * @param phone null where there is none
 */
public record Address(
        String name, String street, String postcode, String city, String country, String state, String phone) {

    /** An empty state or phone is none: forms send empty fields. */
    public Address {
        state = state == null || state.isBlank() ? null : state;
        phone = phone == null || phone.isBlank() ? null : phone;
    }

    /** Says nothing, so that no log line ever holds an address. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}
