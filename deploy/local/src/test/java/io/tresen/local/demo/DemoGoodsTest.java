package io.tresen.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class DemoGoodsTest {

    private static final String FOLDER = "/io/tresen/local/demo/";
    private static final Pattern PICTURE = Pattern.compile("\\{origin}/demo/([a-z0-9-]+\\.svg)");

    private static List<String> rows() throws IOException {
        try (InputStream in = DemoGoodsTest.class.getResourceAsStream(FOLDER + "products.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void theHeaderIsThatOfTresenCsv() throws IOException {
        assertEquals(
                "retailer_id,title,description,price,currency,sale_price,sale_price_from,sale_price_to,brand,category,"
                        + "item_group_id,attributes,kind,visibility,image_url,stock",
                rows().get(0));
    }

    @Test
    void thereAreAboutFortyGoodsEachWithAnIdOfItsOwn() throws IOException {
        List<String> ids = rows().stream().skip(1).map(row -> row.split(",")[0]).toList();
        assertTrue(ids.size() >= 40, "only " + ids.size());
        assertEquals(ids.size(), new HashSet<>(ids).size());
    }

    @Test
    void theyShowWhatAShopCanHave() throws IOException {
        List<String> rows = rows();
        assertTrue(rows.stream().anyMatch(row -> row.contains(",service,")), "a service");
        assertTrue(rows.stream().anyMatch(row -> row.contains(",hidden,")), "a hidden one");
        assertTrue(rows.stream().anyMatch(row -> row.startsWith("chai,") && row.endsWith(",0")), "one sold out");
        assertTrue(rows.stream().anyMatch(row -> row.startsWith("enamel-pot,") && row.endsWith(",1")), "a last one");
        assertTrue(rows.stream().filter(row -> row.contains(",counter-tee,")).count() == 8, "variants");
        assertTrue(rows.stream().anyMatch(row -> row.endsWith(".svg,")), "one that is not counted");
    }

    @Test
    void everyPictureIsThereAndWellFormed() throws Exception {
        Set<String> pictures = rows().stream()
                .map(PICTURE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertEquals(
                rows().size() - 1,
                rows().stream().filter(row -> PICTURE.matcher(row).find()).count());
        for (String picture : pictures) {
            try (InputStream in = DemoGoodsTest.class.getResourceAsStream(FOLDER + picture)) {
                assertNotNull(in, picture);
                assertEquals(
                        "svg",
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(in)
                                .getDocumentElement()
                                .getNodeName());
            }
        }
        assertTrue(pictures.size() > 30, Arrays.toString(pictures.toArray()));
    }
}
