package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {

    private static final Phrases WORDS = Phrases.of(Language.EN);

    @ParameterizedTest
    @CsvSource({
        "DE,50667,true", "DE,5066,false", "DE,506677,false", "IN,560001,true", "IN,060001,false", "IN,56001,false",
        "AT,1010,true", "NL,1011 AB,true", "GB,SW1A 1AA,true", "US,94105-1234,true", "US,9410,false", "PL,00-001,true",
        "JP,100-0001,true", "AE,,true", "DE,,false", "VA,00120,true", "VA,!,false",
    })
    void postcodesAreCheckedPerCountry(String country, String postcode, boolean fits) {
        assertEquals(fits, Postcodes.fits(country, postcode));
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
        assertEquals(
                Set.of("name", "street", "postcode", "city", "phone"),
                AddressRules.faults(faulty, WORDS).keySet());
        Address nowhere = new Address("A", "B", "1", "C", "XX", null, null);
        assertEquals(Set.of("country"), AddressRules.faults(nowhere, WORDS).keySet());
    }
}
