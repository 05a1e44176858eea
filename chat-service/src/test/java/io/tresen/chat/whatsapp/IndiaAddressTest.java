package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.assistant.Address;
import org.junit.jupiter.api.Test;

class IndiaAddressTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void metasFieldsBecomeADeliveryAddressWithTheStreetFromTheDoorOutwards() throws Exception {
        Address address = IndiaAddress.read(
                JSON.readTree(
                        """
                        {"name": " Asha ", "phone_number": "+919820000000", "in_pin_code": "400063", "house_number": "12",
                         "floor_number": "8", "tower_number": "B", "building_name": "Lotus", "address": "Wing A, MG Road",
                         "landmark_area": "near the post office", "city": "Mumbai", "state": "Maharashtra"}"""));
        assertEquals(
                new Address(
                        "Asha",
                        "12, 8, B, Lotus, Wing A, MG Road, near the post office",
                        "400063",
                        "Mumbai",
                        "IN",
                        "Maharashtra",
                        "+919820000000"),
                address);
    }

    @Test
    void whatIsMissingIsMissing() throws Exception {
        Address address = IndiaAddress.read(JSON.readTree("{\"in_pin_code\": \"400063\", \"address\": \"  \"}"));
        assertEquals(new Address(null, null, "400063", null, "IN", null, null), address);
    }

    @Test
    void ourFieldsBecomeMetasAndTheCountryIsLeftOut() throws Exception {
        assertEquals(
                JSON.readTree(
                        """
                        {"name": "Asha", "phone_number": "1", "in_pin_code": "400063", "address": "MG Road 1",
                         "city": "Mumbai", "state": "MH"}"""),
                IndiaAddress.write(
                        JSON.readTree(
                                """
                                {"name": "Asha", "street": "MG Road 1", "postcode": "400063", "city": "Mumbai",
                                 "country": "IN", "state": "MH", "phone": "1"}""")));
    }
}
