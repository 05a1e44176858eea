package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A plain Avro client in JavaScript reads a topic through the registry. Needs Node and the npm registry. */
class OtherLanguageIT extends OnThePlatform {

    @Test
    void aNodeClientReadsAnOrder() throws Exception {
        Path folder = Path.of("target", "node");
        assumeTrue(ran(null, "node", "--version"), () -> loudly("there is no Node on this machine"));
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "read.js")) {
            Files.copy(
                    Path.of("src/test/resources/node", file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(
                ran(folder, "npm", "install", "--no-audit", "--no-fund", "--silent"),
                () -> loudly("npm can't install kafkajs"));
        Shop shop = newShop();
        shop.product("bean", "Coffee beans", 1290, 5, "goods");
        String order = shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "bean", "quantity": 2}], "payment_method": "cod",
                         "delivery_address": {"name": "A", "street": "B 1", "postcode": "50667", "city": "C", "country": "DE"}}""")
                .expect(202)
                .path("order_id")
                .asText();
        Process node = new ProcessBuilder(
                        "node",
                        "read.js",
                        platform().bootstrapServers(),
                        platform().registryUrl(),
                        "order.order.v1",
                        order)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes());
        assertTrue(node.waitFor(90, TimeUnit.SECONDS) && node.exitValue() == 0, printed);
        JsonNode read = new ObjectMapper().readTree(printed);
        assertEquals("OrderPlaced", read.path("type").asText());
        assertEquals("1", read.path("sequence").asText());
        assertEquals(order, read.path("value").path("order_id").asText());
        assertEquals(2580, read.path("value").path("total").path("amount_minor").asInt());
        assertEquals(
                "Coffee beans",
                read.path("value").path("lines").path(0).path("title").asText());
    }

    private static String loudly(String why) {
        String line = "SKIPPED: the topics were not read in another language, because " + why;
        System.err.println(line);
        return line;
    }

    private static boolean ran(Path folder, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            if (folder != null) {
                builder.directory(folder.toFile());
            }
            Process process = builder.start();
            process.getInputStream().readAllBytes();
            return process.waitFor(180, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
