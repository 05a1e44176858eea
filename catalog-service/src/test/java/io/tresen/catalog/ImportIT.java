package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Imports from the file to the topics. */
@QuarkusTest
class ImportIT extends ImportsUnderTest {

    @Test
    void goodRowsAreImportedAndBadOnesReportedWithTheirLines() {
        ValidatableResponse done = imported(
                "tresen-csv",
                HEADER
                        + "a,Tea,\"two\nlines\",5.00,3\nb,Pot,,,1\n\nc,Cup,,7.5,\na,Again,,5,1\nd,Bad,,x,1\n..,Dots,,1,1\n");
        done.body("state", equalTo("done"))
                .body("rows", equalTo(6))
                .body("total_rows", equalTo(6))
                .body("created", equalTo(2))
                .body("rejected", equalTo(4))
                .body("problems.line", contains(4, 7, 8, 9))
                .body(
                        "problems.code",
                        contains("missing-price", "duplicate-retailer-id", "invalid-price", "invalid-retailer-id"))
                .body("problems.retailer_id", contains("b", "a", "d", ".."))
                .body("failure", nullValue());
        shop.get("a").then().statusCode(200).body("title", equalTo("Tea")).body("stock", equalTo(3));
        shop.get("c").then().body("price.amount_minor", equalTo(750)).body("stock", nullValue());
        shop.get("b").then().statusCode(404);
    }

    @Test
    void aSecondRunChangesNothingAndEmitsNothing() {
        String file = HEADER + "a,Tea,,5.00,3\nb,Pot,,6,\n";
        imported("tresen-csv", file).body("created", equalTo(2));
        imported("tresen-csv", file).body("unchanged", equalTo(2)).body("updated", equalTo(0));
        imported("tresen-csv", HEADER + "a,Tea,,5.01,3\nb,Pot,,6,\n")
                .body("updated", equalTo(1))
                .body("unchanged", equalTo(1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Records.of("catalog.product.v1", shop.product("a")).size() == 2);
        assertEquals(1, Records.of("catalog.product.v1", shop.product("b")).size());
        assertEquals(1, Records.of("catalog.availability.v1", shop.product("a")).size());
        shop.get("a").then().body("version", equalTo(2));
    }

    @Test
    void aFileThatCanNotBeReadFailsAndImportsNothing() {
        imported("tresen-csv", "id;name\n1;Tea\n")
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("missing-column"));
        imported("tresen-csv", "").body("failure.code", equalTo("empty-file"));
        byte[] latin = (HEADER + "a,Tea,,5,1\nb,Gr\u00fcn,,5,1\n").getBytes(StandardCharsets.ISO_8859_1);
        awaitEnd(start("tresen-csv", latin))
                .body("state", equalTo("failed"))
                .body("failure.code", equalTo("not-utf-8"))
                .body("rows", equalTo(0));
        shop.get("a").then().statusCode(404);
    }

    @Test
    void requestsThatCanNotBeTakenAreRefused() {
        post("excel", new byte[0]).statusCode(400);
        shop.asBusiness().body("{}").post("/catalog/v1/imports").then().statusCode(400);
        shop.asShopper()
                .body("x")
                .post("/catalog/v1/imports?format=tresen-csv")
                .then()
                .statusCode(403);
        shop.asBusiness().get("/catalog/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
        shop.asBusiness().get("/catalog/v1/imports/x").then().statusCode(404);
        String location = start("tresen-csv", (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8));
        new Shop().asBusiness().get(location).then().statusCode(404);
        awaitEnd(location);
    }

    @Test
    void theSameUploadUnderOneKeyIsOneImport() {
        byte[] file = (HEADER + "a,Tea,,5,1\n").getBytes(StandardCharsets.UTF_8);
        String first = keyed(file)
                .statusCode(202)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .header("Location");
        keyed(file)
                .statusCode(202)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", equalTo(first));
        keyed(new byte[] {1}).statusCode(422).body("type", containsString("idempotency-key-reused"));
        awaitEnd(first).body("created", equalTo(1));
        assertEquals(
                1,
                database.read(tx -> tx.one("select count(*) as n from import_job where business_id = $1", shop.id))
                        .orElseThrow()
                        .getLong("n"));
    }

    @Test
    void aLargeFileIsImportedInBoundedBatchesWithProgressAndProblems() {
        int rows = Integer.getInteger("tresen.import.rows", 10_000); // 100000 by hand: the file alone needs the memory
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            boolean bad = i % 10 == 9;
            file.append("p-")
                    .append(i)
                    .append(",Product ")
                    .append(i)
                    .append(",\"A text,\nwith lines\",")
                    .append(bad ? "" : "5.00")
                    .append(',')
                    .append(i % 3 == 0 ? "" : "7")
                    .append('\n');
        }
        String location = start("tresen-csv", file.toString().getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            int done = shop.asBusiness().get(location).then().extract().path("rows");
            return done > 0;
        });
        awaitEnd(location)
                .body("rows", equalTo(rows))
                .body("created", equalTo(rows * 9 / 10))
                .body("rejected", equalTo(rows / 10))
                .body("problems.size()", equalTo(rows / 10))
                .body("problems[0].line", equalTo(20))
                .body("problems[1].line", equalTo(40));
        shop.asBusiness()
                .get(location + "/problems?limit=100")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(100))
                .body("paging.next", not(nullValue()));
        assertEquals(
                0,
                database.read(tx -> tx.one(
                                "select count(*) as n from import_chunk c join import_job j using (import_id) where j.business_id = $1",
                                shop.id))
                        .orElseThrow()
                        .getLong("n"));
    }

    @Test
    void aReportListsItsProblemsUpToTenThousandAndSaysWhereTheOthersAre() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 10_002; i++) {
            file.append("p-").append(i).append(",No price,,,1\n");
        }
        ValidatableResponse report = imported("tresen-csv", file.toString());
        report.body("rejected", equalTo(10_002))
                .body("problems.size()", equalTo(10_000))
                .body("problems[9999].line", equalTo(10_001))
                .body("problems_next", containsString("/problems?cursor="));
        shop.asBusiness()
                .get((String) report.extract().path("problems_next"))
                .then()
                .statusCode(200)
                .body("data.line", contains(10_002, 10_003))
                .body("paging.next", nullValue());
        imported("tresen-csv", HEADER + "a,No price,,,1\n")
                .body("problems.size()", equalTo(1))
                .body("problems_next", nullValue());
    }

    private ValidatableResponse keyed(byte[] file) {
        return shop.asBusiness()
                .header("Idempotency-Key", "import-" + shop.id)
                .contentType("text/csv")
                .body(file)
                .post("/catalog/v1/imports?format=tresen-csv")
                .then();
    }
}
