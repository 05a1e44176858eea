package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverloadTest {

    /** So long that a stall of half a second, as beside other tests, moves few out of it or into it. */
    private static final int SECONDS = 4;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/bad", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Overload through(double offered, Traffic traffic) {
        return Overload.through(server.getAddress().getPort(), "GET", 4, offered, SECONDS, 200, traffic);
    }

    @Test
    void whatComesThroughIsCountedASecond() {
        Overload found = through(100, Traffic.of(number -> Call.get("/good", null)));
        // a stall moves some out of the time that counts, or into it
        assertEquals(100, found.perSecond(), 30);
        assertEquals(0, found.failed());
        assertTrue(found.busy() > 0 && found.busy() < 0.9, found.toString());
        assertEquals(100 * found.busy(), found.busyPercent());
    }

    @Test
    void whatIsAnsweredOtherwiseFailsAndDoesNotCount() {
        Overload found = through(100, Traffic.of(number -> Call.get(number % 2 == 0 ? "/good" : "/bad", null)));
        // all that were offered are twice as many, and a stall moves some here too
        assertEquals(50, found.perSecond(), 30);
        int half = 50 * (SECONDS + 1); // of the warming second, too
        assertEquals(half, found.failed(), 5);
        assertEquals(half, found.served(), 5);
        assertEquals("", found.heldBack("it"));
    }

    @Test
    void aRoundThatTheOfferOrTheGeneratorHeldBackSaysSo() {
        assertEquals("", new Overload(9_000, 10_000, 0.9, 0, 0).heldBack("it"));
        assertTrue(new Overload(9_001, 10_000, 0.1, 0, 0).heldBack("it").startsWith("it served 9,001 of the 10,000"));
        String why = new Overload(2_000, 10_000, 0.95, 0, 0).heldBack("it");
        assertTrue(why.startsWith("the generator's thread was busy for 95 %"), why);
    }
}
