package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Rows of a file a second: new products, the same file again (nothing changes), and every price changed. */
final class Imports implements Measurement {

    private static final long WITHIN_S = 1_800;

    private final int rows;

    Imports(Settings settings) {
        rows = (int) settings.scaled("rows", 20_000, 300);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        List<List<Object>> told = new ArrayList<>();
        measure(run, shop, "new products", file(1_000), "created", told);
        measure(run, shop, "the same again", file(1_000), "unchanged", told);
        measure(run, shop, "every price changed", file(1_001), "updated", told);
        run.report().table("By file", List.of("file of " + rows + " rows", "rows/s"), told);
    }

    private void measure(Run run, Shop shop, String what, String file, String count, List<List<Object>> told) {
        long begin = System.nanoTime();
        String id = shop.send("POST", "/catalog/v1/imports?format=tresen-csv", "text/csv", file)
                .path("import_id")
                .asText();
        JsonNode state = shop.get("/catalog/v1/imports/" + id);
        while (state.path("state").asText().equals("running") && seconds(begin) < WITHIN_S) {
            Run.passUntil(System.nanoTime() + 200_000_000L);
            state = shop.get("/catalog/v1/imports/" + id);
        }
        double perSecond = rows / seconds(begin);
        run.report().count("rows imported", state.path("rows").asLong());
        if (state.path(count).asLong() != rows) {
            run.report().violated(List.of(what + ": " + state));
        }
        told.add(List.of(what, perSecond));
        run.report()
                .figure(
                        count.equals("created")
                                ? Figure.against("import", perSecond)
                                : Figure.of("import, " + what, perSecond, "rows/s"));
        run.report().violated(run.stage().awaitRest(600));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private String file(int priceMinor) {
        StringBuilder file = new StringBuilder("retailer_id,title,description,price,currency,category,stock\n");
        for (int i = 0; i < rows; i++) {
            file.append("row-%d,Product %d,As good as any,%d.%02d,EUR,Benchmark,100%n"
                    .formatted(i, i, priceMinor / 100, priceMinor % 100));
        }
        return file.toString();
    }
}
