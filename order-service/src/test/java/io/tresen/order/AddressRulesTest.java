package io.tresen.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({
        "DE,10115", "IN,560001", "AT,1010", "US,94105", "US,94105-1234", "GB,SW1A 1AA", "GB,M1 1AE", "NL,1017 AB",
        "NL,1017AB", "CA,K1A 0B1", "PL,00-950", "BR,01310-100", "JP,100-0001", "PT,1000-205", "IE,D02 AF30",
                "SE,111 22",
        "BR,01310100", "SG,238823", "MX,06500", "CL,8320000", "HK,''"
    })
    void a_postcode_of_its_country_is_taken(String country, String postcode) {
        assertEquals(List.of(), faults(address("A", "Weg 1", postcode, "Stadt", country)));
    }

    @ParameterizedTest
    @CsvSource({
        "DE,1011",
        "DE,101155",
        "DE,1011A",
        "DE,' 10115'",
        "DE,''",
        "IN,56001",
        "IN,056001",
        "IN,5600011",
        "AT,10100",
        "US,9410",
        "US,94105-12",
        "GB,12345",
        "NL,0017 AB",
        "PL,00950",
        "DE,١٠١١٥",
        "CL,-1"
    })
    void a_postcode_of_no_such_form_is_not(String country, String postcode) {
        assertEquals(List.of("/delivery_address/postcode"), faults(address("A", "Weg 1", postcode, "Stadt", country)));
    }

    @Test
    void every_missing_field_is_named() {
        assertEquals(
                List.of(
                        "/delivery_address/name",
                        "/delivery_address/street",
                        "/delivery_address/city",
                        "/delivery_address/country"),
                faults(address(null, null, null, null, null)));
        assertEquals(List.of("/delivery_address/postcode"), faults(address("A", "Weg 1", null, "Stadt", "DE")));
    }

    @Test
    void a_country_is_two_capitals_of_the_standard() {
        assertEquals(List.of("/delivery_address/country"), faults(address("A", "Weg 1", "10115", "Stadt", "de")));
        assertEquals(List.of("/delivery_address/country"), faults(address("A", "Weg 1", "10115", "Stadt", "XX")));
    }

    @Test
    void lengths_count_code_points_and_control_characters_are_none() {
        assertEquals(List.of(), faults(address("\uD83C\uDF75".repeat(200), "Weg 1", "10115", "Stadt", "DE")));
        assertEquals(
                List.of("/delivery_address/name"), faults(address("x".repeat(201), "Weg 1", "10115", "Stadt", "DE")));
        assertEquals(List.of("/delivery_address/street"), faults(address("A", "Weg\n1", "10115", "Stadt", "DE")));
        assertEquals(List.of("/delivery_address/street"), faults(address("A", "  ", "10115", "Stadt", "DE")));
    }

    @Test
    void state_and_phone_may_be_left_out_and_a_phone_is_one() {
        Address full = new Address("A", "Weg 1", "10115", "Berlin", "DE", "Berlin", "+49 (30) 123-45/6");
        assertEquals(List.of(), faults(full));
        Address wrong = new Address("A", "Weg 1", "10115", "Berlin", "DE", null, "call me");
        assertEquals(List.of("/delivery_address/phone"), faults(wrong));
    }

    @Test
    void an_address_never_prints_itself() {
        assertEquals("Address[…]", Samples.BERLIN.toString());
    }

    private static Address address(String name, String street, String postcode, String city, String country) {
        return new Address(name, street, postcode, city, country, null, null);
    }

    private static List<String> faults(Address address) {
        return AddressRules.faults(address, "/delivery_address").stream()
                .map(FieldError::pointer)
                .toList();
    }
}
