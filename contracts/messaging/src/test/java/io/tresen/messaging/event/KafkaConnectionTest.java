package io.tresen.messaging.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our own clients connect as the channels do, and take nothing else from them. */
class KafkaConnectionTest {

    @Test
    void certificatesBelongToTheConnectionAndAGroupDoesNot() {
        KafkaConnection connection = new KafkaConnection(Map.of(
                "bootstrap.servers", "kafka:9093",
                "security.protocol", "SSL",
                "ssl.keystore.location", "/etc/tresen/broker-key/user.p12",
                "group.id", "order-service"));

        assertEquals(
                Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SSL",
                        "ssl.keystore.location", "/etc/tresen/broker-key/user.p12"),
                connection.settings());
    }
}
