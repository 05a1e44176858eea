package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+49 151 1234-5678", "0049 (151) 1234.5678", "+4915112345678", "+49 (0)151 12345678"})
    void anInternationalNumberIsItsDigitsHoweverItIsWritten(String written) {
        assertEquals(Optional.of("4915112345678"), PhoneNumber.digits(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0151 12345678", "4915112345678", "+0151123456", "+49", "+4915112345678901", "+49x5112345", ""})
    void whatLacksACountryCodeOrIsNoNumberIsNone(String written) {
        assertEquals(Optional.empty(), PhoneNumber.digits(written));
    }

    @ParameterizedTest
    @CsvSource({
        "0151 12345678, DE, +4915112345678",
        "(0)151/12345678, DE, +4915112345678",
        "0664 1234567, AT, +436641234567",
        "+43 664 1234567, DE, +436641234567",
        "0043 664 1234567, DE, +436641234567"
    })
    void aNumberAsPeopleWriteItAtHomeIsProposedWithTheCodeOfItsCountry(
            String written, String country, String proposed) {
        assertEquals(Optional.of(proposed), PhoneNumber.proposed(written, country));
    }

    @ParameterizedTest
    @CsvSource({"06 1234567, IT", "151 12345678, DE", "0151, DE", "0151 12345678,"})
    void whereItCanNotBeToldNothingIsProposed(String written, String country) {
        assertEquals(Optional.empty(), PhoneNumber.proposed(written, country));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999000000000001", "00999000000000001"})
    void anAliasOfAShopperIsNoPhoneNumber(String written) {
        assertEquals(Optional.empty(), PhoneNumber.digits(written));
    }
}
