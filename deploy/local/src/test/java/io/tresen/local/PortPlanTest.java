package io.tresen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void theOffsetMovesEveryPort() {
        PortPlan usual = new PortPlan(0);
        PortPlan moved = new PortPlan(PortPlan.parseOffset("+100"));
        usual.all(Map.of())
                .forEach((part, port) ->
                        assertEquals(port + 100, moved.all(Map.of()).get(part)));
        assertEquals(8080, usual.of("gateway"));
        assertEquals(15532, moved.of("postgres"));
    }

    @Test
    void aSecondReplicaListensAHundredFurther() {
        Map<String, Integer> ports = new PortPlan(0).all(Map.of("order", 2));
        assertEquals(8183, ports.get("order-2"));
        assertEquals(8083, ports.get("order"));
        assertEquals(ports.size(), new HashSet<>(ports.values()).size());
    }

    @Test
    void whatIsNoOffsetIsRefusedInOneSentence() {
        assertEquals(-20, PortPlan.parseOffset("-20"));
        assertThrows(LaunchFailure.class, () -> PortPlan.parseOffset("lots"));
        assertThrows(LaunchFailure.class, () -> PortPlan.parseOffset("1.5"));
        assertThrows(LaunchFailure.class, () -> new PortPlan(-7500));
        assertThrows(LaunchFailure.class, () -> new PortPlan(60_000));
    }

    @Test
    void aPlanOfTestsHasNoPortThatSomebodyListensOn() throws IOException {
        for (int i = 0; i < 5; i++) {
            PortPlan plan = PortPlan.unused(Map.of("chat", 2));
            plan.all(Map.of("chat", 2)).values().forEach(port -> assertFalse(PortHolder.isTaken(port)));
            try (ServerSocket taken = new ServerSocket(plan.of("chat"), 1, InetAddress.getByName("127.0.0.1"))) {
                assertNotEquals(taken.getLocalPort(), PortPlan.unused(Map.of()).of("chat"));
            }
        }
    }

    @Test
    void twoPlatformsThatStartAtTheSameTimeGetTwoPlans() {
        Set<Integer> offsets = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            assertTrue(offsets.add(PortPlan.unused(Map.of()).offset()), "nobody listens on its ports yet");
        }
    }
}
