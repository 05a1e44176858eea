package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:",
        "2001:db8:1:2::1, 2001:db8:1:2:",
        "2001:db8::1, 2001:db8:0:0:",
        "2001:0db8::0001, 2001:db8:0:0:",
        "::1, 0:0:0:0:",
        "fe80::1%eth0, fe80:0:0:0:",
        "1:2::7:8, 1:2:0:0:",
        "1:2:3:4:5::8, 1:2:3:4:",
        "::ffff:203.0.113.7, ::ffff:203.0.113.7",
    })
    void anAddressIsItselfAndAnIpv6OneItsNetwork(String address, String network) {
        assertEquals(network, Network.of(address));
    }
}
