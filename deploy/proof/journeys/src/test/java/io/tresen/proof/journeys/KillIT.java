package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topics;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** kill -9 of each service, of Kafka and of PostgreSQL once, while orders flow; see {@code deploy/proof/run} for more. */
class KillIT extends OnThePlatform {

    private static final int PER_VICTIM = 10;
    private static final List<String> VICTIMS = Stream.concat(Topics.SERVICES.stream(), Stream.of("kafka", "postgres"))
            .toList();

    @Test
    void aPartThatIsKilledLosesAndDoublesNothing() {
        Shop shop = newShop();
        OrderFlow flow = new OrderFlow(shop, 7).start(PER_VICTIM * (VICTIMS.size() + 1));
        int soFar = 0;
        for (String victim : VICTIMS) {
            soFar += PER_VICTIM;
            flow.awaitDone(soFar - PER_VICTIM / 2);
            platform().kill(victim);
        }
        List<String> accepted = flow.accepted();
        assertEquals(List.of(), flow.troubles());
        assertEquals(PER_VICTIM * (VICTIMS.size() + 1), accepted.size());
        assertEquals(List.of(), invariants().awaitRest(Duration.ofSeconds(120)));
        for (String order : accepted) {
            assertEquals("confirmed", shop.order(order).path("status").asText(), order);
        }
    }
}
