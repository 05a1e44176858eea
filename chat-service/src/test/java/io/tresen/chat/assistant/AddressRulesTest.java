package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that chat takes, order-service takes: the examples are those of order-service's own test. */
class AddressRulesTest {

    private static final Phrases WORDS = Phrases.of(Language.EN);

    @ParameterizedTest
    @CsvSource({
        "DE,10115",
        "IN,560001",
        "AT,1010",
        "US,94105",
        "US,94105-1234",
        "GB,SW1A 1AA",
        "GB,M1 1AE",
        "NL,1017 AB",
        "NL,1017AB",
        "CA,K1A 0B1",
        "PL,00-950",
        "BR,01310-100",
        "JP,100-0001",
        "PT,1000-205",
        "IE,D02 AF30",
        "SE,111 22",
        "BR,01310100",
        "SG,238823",
        "MX,06500",
        "CL,8320000",
        "HK,''",
        "HK,999077",
        "AO,",
        "GH,",
        "AE,",
        "LU,1234",
        "LI,1234",
        "HU,1011",
        "BG,1000",
        "RO,010011",
        "SA,11564",
        "TH,10200",
        "VA,00120",
        "AQ,1"
    })
    void aPostcodeOfItsCountryIsTaken(String country, String postcode) {
        assertEquals(Set.of(), faults(address("A", "Weg 1", postcode, "Stadt", country)));
    }

    @ParameterizedTest
    @CsvSource({
        "DE,1011",
        "DE,101155",
        "DE,1011A",
        "DE,''",
        "DE,",
        "IN,56001",
        "IN,056001",
        "IN,5600011",
        "AT,10100",
        "US,9410",
        "US,94105-12",
        "GB,12345",
        "NL,0017 AB",
        "NL,0123 AB",
        "PL,00950",
        "DE,١٠١١٥",
        "CL,-1",
        "LU,L-1234",
        "PA,",
        "FJ,",
        "HU,10115",
        "BG,10000",
        "RO,10011",
        "SA,1156",
        "TH,1020",
        "HK,!",
        "VA,!"
    })
    void aPostcodeOfNoSuchFormIsNot(String country, String postcode) {
        assertEquals(Set.of("postcode"), faults(address("A", "Weg 1", postcode, "Stadt", country)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 (30) 123-45/6", "030 901820", "110", "+493090182000"})
    void aPhoneNumberIsTaken(String phone) {
        assertEquals(Set.of(), faults(new Address("A", "Weg 1", "10115", "Berlin", "DE", "Berlin", phone)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(030) 901820", "call me", "12", "+", "12345678901234567890123456789012345678901", "030\t901820"
            })
    void whatIsNoPhoneNumberIsNot(String phone) {
        assertEquals(Set.of("phone"), faults(new Address("A", "Weg 1", "10115", "Berlin", "DE", null, phone)));
    }

    @Test
    void lengthsCountCodePointsAndControlCharactersAreNone() {
        String tea = "\uD83C\uDF75";
        assertEquals(
                Set.of(), faults(new Address(tea.repeat(200), "Weg 1", "10115", "Stadt", "DE", tea.repeat(200), null)));
        assertEquals(
                Set.of("name", "state"),
                faults(new Address("x".repeat(201), "Weg 1", "10115", "Stadt", "DE", "x".repeat(201), null)));
        assertEquals(Set.of("street"), faults(address("A", "Weg\n1", "10115", "Stadt", "DE")));
        assertEquals(Set.of("city"), faults(address("A", "Weg 1", "10115", "St\u0085adt", "DE")));
        assertEquals(Set.of("state"), faults(new Address("A", "Weg 1", "10115", "Stadt", "DE", "B\u0007E", null)));
        assertEquals(Set.of("street"), faults(address("A", "  ", "10115", "Stadt", "DE")));
    }

    @Test
    void aTidyAddressHasNoBlanksAroundItsFieldsAndTheShopsCountryWhereItNamesNone() {
        Address tidy = AddressRules.tidy(new Address(" Ada ", "Weg 1", " 50667", "Köln", null, " ", null), "DE");
        assertEquals(new Address("Ada", "Weg 1", "50667", "Köln", "DE", null, null), tidy);
        assertEquals(Map.of(), AddressRules.faults(tidy, WORDS));
    }

    @Test
    void everyFaultIsNamedByItsField() {
        Address faulty = new Address(null, "x".repeat(201), "1", null, "DE", null, "call me");
        assertEquals(Set.of("name", "street", "postcode", "city", "phone"), faults(faulty));
        assertEquals(Set.of("country"), faults(new Address("A", "B", "1", "C", "XX", null, null)));
    }

    private static Address address(String name, String street, String postcode, String city, String country) {
        return new Address(name, street, postcode, city, country, null, null);
    }

    /** As the assistant checks: tidied first. */
    private static Set<String> faults(Address address) {
        return AddressRules.faults(AddressRules.tidy(address, "DE"), WORDS).keySet();
    }
}
