package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once in the chat: one unit for fifteen shoppers, and one cart that is delivered twenty times. */
class CrowdIT extends OnThePlatform {

    @Test
    void theLastUnitGoesToOneOfFifteenAndTheOthersAreOfferedTheNotice() throws Exception {
        Shop shop = newShop();
        shop.product("last", "Last one", 700, 1, "goods");
        List<Shopper> crowd = parallel(IntStream.range(0, 15)
                .<Callable<Shopper>>mapToObj(i -> () -> {
                    Shopper shopper = shop.shopper().consenting();
                    shopper.order("k", "last", 1, 700);
                    shopper.address("50667");
                    shopper.await(message -> message.toString().contains("pay:cod"), "the choice of payment");
                    return shopper;
                })
                .toList());
        parallel(crowd.stream()
                .<Callable<String>>map(shopper -> () -> shopper.tapOffered("pay:cod"))
                .toList());
        int confirmed = 0;
        for (Shopper shopper : crowd) {
            JsonNode end = shopper.await(
                    message -> List.of("order_confirmation", "sold_out")
                            .contains(message.path("notice").path("kind").asText()),
                    "an end");
            if (end.path("notice").path("kind").asText().equals("order_confirmation")) {
                confirmed++;
            } else {
                shopper.await(message -> message.toString().contains("notify:last"), "the offer of a notice");
            }
        }
        assertEquals(1, confirmed);
        assertEquals(0, shop.stock("last").path("available").asInt());
    }

    @Test
    void aCartMessageDeliveredTwentyTimesIsOneOrder() throws Exception {
        Shop shop = newShop();
        shop.product("tea", "Tea", 450, 100, "goods");
        Shopper ada = shop.shopper().consenting();
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            deliveries.add(() -> ada.order("the same key", "tea", 1, 450).status());
        }
        parallel(deliveries).forEach(status -> assertEquals(201, status));
        ada.address("50667");
        ada.await(message -> message.toString().contains("pay:cod"), "the choice of payment");
        parallel(IntStream.range(0, 20)
                .<Callable<String>>mapToObj(i -> () -> ada.tapOffered("pay:cod"))
                .toList());
        ada.awaitNotice("order_confirmation");
        JsonNode orders =
                shop.http().get("/orders/v1/orders?limit=100").expect(200).path("data");
        assertEquals(1, orders.size());
        assertEquals(1, ada.notices("order_confirmation"));
        assertEquals(99, shop.stock("tea").path("available").asInt());
    }

    private static <T> List<T> parallel(List<Callable<T>> calls) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(20);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }
}
