package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"+49 151 1234-5678", "0049 (151) 1234.5678", "+4915112345678"})
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
    @ValueSource(strings = {"+999000000000001", "00999000000000001"})
    void anAliasOfAShopperIsNoPhoneNumber(String written) {
        assertEquals(Optional.empty(), PhoneNumber.digits(written));
    }
}
