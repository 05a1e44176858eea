package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topics;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** kill -9 of each service once, while orders flow; the larger run is {@code deploy/proof/run kills}. */
class KillIT extends OnThePlatform {

    private static final int PER_SERVICE = 10;

    @Test
    void aServiceThatIsKilledLosesAndDoublesNothing() {
        Shop shop = newShop();
        OrderFlow flow = new OrderFlow(shop, 7).start(PER_SERVICE * (Topics.SERVICES.size() + 1));
        int soFar = 0;
        for (String service : Topics.SERVICES) {
            soFar += PER_SERVICE;
            flow.awaitDone(soFar - PER_SERVICE / 2);
            platform().kill(service);
        }
        List<String> accepted = flow.accepted();
        assertEquals(List.of(), flow.troubles());
        assertEquals(PER_SERVICE * (Topics.SERVICES.size() + 1), accepted.size());
        assertEquals(List.of(), invariants().awaitRest(Duration.ofSeconds(120)));
        for (String order : accepted) {
            assertEquals("confirmed", shop.order(order).path("status").asText(), order);
        }
    }
}
